import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type RevokeKeysParameters = {
  inboxId: Hex
  /** One never added is banned for good; one that is revoked already is passed over. */
  keyIds: readonly Hex[]
}

/**
 * Revokes keys of an inbox for good: none of them ever returns. A wallet or the recovery of the inbox sends it.
 *
 * Source: `InboxRegistry.revokeKeys`; invariant 9 in docs/protocol.md. Without gas: `signRevokeKeys`.
 *
 * @throws {ContractRefusalError} `NotWalletOrRecovery`.
 *
 * @example
 * const hash = await revokeKeys(client, { inboxId, keyIds: [key.keyId] })
 */
export const revokeKeys = defineWrite(
  inboxRegistry,
  ({ inboxId, keyIds }: RevokeKeysParameters) => ({
    functionName: 'revokeKeys',
    args: [inboxId, keyIds],
  }),
)
