import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import type { PostInput } from './postInput.ts'

/** What posting stamps costs: carriage and stake of all, in their token's smallest unit. */
export function postageOf(inputs: readonly Pick<PostInput, 'carriage' | 'stake'>[]): bigint {
  return inputs.reduce((sum, { carriage, stake }) => sum + carriage + stake, 0n)
}

/** What opening a mailing costs: carriage and stake of all its letters, in its token's smallest unit. */
export function postageOfMailing({ carriage, stake, count }: Mailing): bigint {
  return BigInt(count) * (carriage + stake)
}
