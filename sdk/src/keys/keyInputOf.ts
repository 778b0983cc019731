import { checkedKeyInput } from './checkedKeyInput.ts'
import type { KeyInput } from './keyInput.ts'
import type { PossessionOfParameters } from './possessionOf.ts'
import { possessionOf } from './possessionOf.ts'

export type KeyInputOfParameters = PossessionOfParameters & {
  /** Unix seconds from which the key is no longer active; never unless given. */
  expiresAt?: number | undefined
}

/**
 * A key as `registerInbox` and `addKeys` take it, with its proof of possession.
 *
 * @throws {InvalidKeyError} InboxRegistry would refuse the key.
 * @throws {InvalidParameterError} As {@link possessionOf}.
 *
 * @example
 * const [signing, sealing] = [await createKey('ed25519'), await createKey('xWing')]
 * const place = { chainId: client.chain.id, inboxId: inboxIdOf(client.account.address, 0n) }
 * const keys = [keyInputOf({ ...place, key: signing }), keyInputOf({ ...place, key: sealing, voucher: signing })]
 * const hash = await registerInbox(client, { keys })
 */
export function keyInputOf(parameters: KeyInputOfParameters): KeyInput {
  const { key, expiresAt = 0 } = parameters
  const { kind, publicKey } = key
  // A key of the wrong length is refused before anything is signed with it.
  checkedKeyInput({ kind, expiresAt, publicKey, possession: '0x' })
  return { kind, expiresAt, publicKey, possession: possessionOf(parameters) }
}
