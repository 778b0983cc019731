import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { unlessZero } from '../chain/unlessZero.ts'

export type GetAuthorityParameters = {
  inboxId: Hex
  /** Of whom to ask. */
  account: Address
}

/** What an account may do for an inbox. */
export type GetAuthorityReturnType = {
  /** Whether the account is a wallet of the inbox. */
  isWallet: boolean
  /** Who has the last word over the inbox, whoever was asked of; undefined if the inbox is not registered. */
  recovery: Address | undefined
}

/**
 * Whether an account is a wallet of an inbox, and who its recovery is, of one block.
 *
 * Source: `InboxRegistry.authority`.
 *
 * @example
 * const { isWallet, recovery } = await getAuthority(client, { inboxId, account })
 */
export const getAuthority = defineRead(
  inboxRegistry,
  ({ inboxId, account }: GetAuthorityParameters) => ({
    functionName: 'authority',
    args: [inboxId, account],
  }),
  ([isWallet, recovery]: readonly [boolean, Address]): GetAuthorityReturnType => ({
    isWallet,
    recovery: unlessZero(recovery),
  }),
)
