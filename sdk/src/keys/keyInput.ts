import type { Hex } from 'viem'

/** A public key as InboxRegistry takes it. {@link keyInputOf} makes one of a key pair. */
export type KeyInput = {
  /** 1 Ed25519, 2 X25519, 3 secp256k1, 4 P-256, 5 X-Wing, 6 ML-KEM-768; from 1,000 to 65,535 free for applications. */
  kind: number
  /** Unix seconds from which the key is no longer active; 0: never. */
  expiresAt: number
  /** Of exactly its kind's length; curve points are compressed. A free kind's has 1 to 2,048 bytes. */
  publicKey: Hex
  /** What shows that somebody has the key, at most 1,024 bytes; `0x`: nothing does. */
  possession: Hex
}
