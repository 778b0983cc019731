import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type UnlinkAccountParameters = {
  inboxId: Hex
  /** Its CAIP-10 name, letter by letter as it was linked. */
  caip10: string
}

/**
 * Takes back what `linkAccount` said. A wallet of the inbox sends it.
 *
 * Source: `InboxRegistry.unlinkAccount`.
 *
 * @throws {ContractRefusalError} `NotWallet` or `AccountLengthOutOfRange`.
 *
 * @example
 * const hash = await unlinkAccount(client, { inboxId, caip10 })
 */
export const unlinkAccount = defineWrite(
  inboxRegistry,
  ({ inboxId, caip10 }: UnlinkAccountParameters) => ({
    functionName: 'unlinkAccount',
    args: [inboxId, caip10],
  }),
)
