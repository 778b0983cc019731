import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import type { KeyInput } from '../keys/keyInput.ts'

export type AddKeysParameters = {
  inboxId: Hex
  /** As `keyInputOf` makes them. One that is active or expired gets its new expiry. */
  keys: readonly KeyInput[]
}

/**
 * Adds keys to an inbox, or sets new expiries. A wallet of the inbox sends it. At most 256 keys that are not revoked.
 *
 * Source: `InboxRegistry.addKeys`; invariant 9 in docs/protocol.md. Without gas: `signAddKeys`.
 *
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none.
 * @throws {ContractRefusalError} `NotWallet`, `KeyExpiryPassed`, `KeyWasRevoked` or `TooManyKeys`.
 *
 * @example
 * const hash = await addKeys(client, { inboxId, keys: [keyInputOf({ chainId, inboxId, key })] })
 */
export const addKeys = defineWrite(inboxRegistry, ({ inboxId, keys }: AddKeysParameters) => ({
  functionName: 'addKeys',
  args: [inboxId, keys.map(checkedKeyInput)],
}))
