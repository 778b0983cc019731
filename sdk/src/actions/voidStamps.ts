import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type VoidStampsParameters = {
  /** Whole stamps as the caller signed them. */
  stamps: readonly Stamp[]
}

/**
 * Calls off stamps that the caller signed and nobody has posted yet, for good. What was posted or voided before is passed over.
 *
 * Source: `PostOffice.voidStamps`.
 *
 * @throws {ContractRefusalError} `NotSender`.
 *
 * @example
 * const hash = await voidStamps(sender, { stamps: [stamp] })
 */
export const voidStamps = defineWrite(postOffice, ({ stamps }: VoidStampsParameters) => ({
  functionName: 'voidStamps',
  args: [stamps],
}))
