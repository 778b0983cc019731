import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type LinkAccountParameters = {
  inboxId: Hex
  /** Its CAIP-10 name, such as `solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv`; at most 171 bytes. */
  caip10: string
  /** Its own signature over `accountLinkMessage`, at most 2,048 bytes; nothing unless given, which shows nothing. */
  proof?: Hex | undefined
}

/**
 * Says that an account on a chain of another kind is the inbox's own. A wallet of the inbox sends it. Accounts of EVM chains are
 * wallets: `linkWallet`.
 *
 * Source: `InboxRegistry.linkAccount`. The contract does not check the proof; indexers do, and publish what it is worth.
 *
 * @throws {ContractRefusalError} `NotWallet`, `AccountLengthOutOfRange` or `AccountProofTooLong`.
 *
 * @example
 * const hash = await linkAccount(client, { inboxId, caip10, proof })
 */
export const linkAccount = defineWrite(
  inboxRegistry,
  ({ inboxId, caip10, proof = '0x' }: LinkAccountParameters) => ({
    functionName: 'linkAccount',
    args: [inboxId, caip10, proof],
  }),
)
