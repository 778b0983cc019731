import type { Hex } from 'viem'

/** A key of one app installation, with its secret. Plain data: `JSON.stringify` keeps all of it, so mind where it goes. */
export type KeyPair = {
  /** As in `KeyInput`. */
  kind: number
  /** What the key is named by on chain: `keyIdOf(kind, publicKey)`. */
  keyId: Hex
  /** Of exactly its kind's length; curve points are compressed. */
  publicKey: Hex
  /** 32 bytes, of X-Wing the seed. Never leaves the device. */
  secretKey: Hex
}
