import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type RevokeAllKeysParameters = { inboxId: Hex }

/**
 * Revokes every key of an inbox for good, however many there are. A wallet or the recovery of the inbox sends it.
 *
 * Source: `InboxRegistry.revokeAllKeys`.
 *
 * @throws {ContractRefusalError} `NotWalletOrRecovery`.
 *
 * @example
 * const hash = await revokeAllKeys(client, { inboxId })
 */
export const revokeAllKeys = defineWrite(inboxRegistry, ({ inboxId }: RevokeAllKeysParameters) => ({
  functionName: 'revokeAllKeys',
  args: [inboxId],
}))
