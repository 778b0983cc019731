import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type GetInboxParameters = { inboxId: Hex }

/** What the chain keeps of an inbox. */
export type GetInboxReturnType =
  | {
      /** Account with the last word over the inbox. */
      recovery: Address
      /** How often all keys were revoked at once: those of an older epoch are revoked. */
      keyEpoch: number
      /** Keys that are not revoked, expired ones too; at most 256. */
      keyCount: number
      /** At most 32. */
      walletCount: number
      /** Unix seconds. */
      registeredAt: number
    }
  | undefined

/**
 * What the chain holds of an inbox. Its wallets and keys by name only an index has: see the API client.
 *
 * Source: `InboxRegistry.inbox`.
 *
 * @returns undefined if the inbox is not registered.
 *
 * @example
 * const inbox = await getInbox(client, { inboxId })
 */
export const getInbox = defineRead(
  inboxRegistry,
  ({ inboxId }: GetInboxParameters) => ({ functionName: 'inbox', args: [inboxId] }),
  (inbox: NonNullable<GetInboxReturnType>): GetInboxReturnType =>
    inbox.registeredAt === 0 ? undefined : inbox,
)
