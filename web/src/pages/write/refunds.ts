import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'

type Row = Pick<ApiSchemas['ListedStamp'], 'token' | 'stake' | 'carriage' | 'carriagePaid'>

/** What comes back of a stamp that nobody answers, in its token's smallest unit: the carriage too, unless its relay has it. */
export function refundOf({ stake, carriage, carriagePaid }: Row): bigint {
  return BigInt(stake) + (carriagePaid ? 0n : BigInt(carriage))
}

/** What comes back of several, each token by itself. */
export function refundsByToken(rows: readonly Row[]): readonly { token: Address; sum: bigint }[] {
  const sums = new Map<Address, bigint>()
  for (const row of rows) {
    const token = row.token as Address
    sums.set(token, (sums.get(token) ?? 0n) + refundOf(row))
  }
  return [...sums].map(([token, sum]) => ({ token, sum }))
}
