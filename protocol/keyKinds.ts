/** The kinds of public keys that have a meaning of their own, by the numbers of `IInboxRegistry.KeyInput`. */
export const keyKinds = {
  ed25519: 1,
  x25519: 2,
  secp256k1: 3,
  p256: 4,
  xWing: 5,
  mlKem768: 6,
} as const

/** From here on kinds are free for applications. */
export const FIRST_FREE_KEY_KIND = 1_000

/** Longest public key of a free kind, in bytes. */
const MAX_FREE_LENGTH = 2_048

const lengths: ReadonlyMap<number, number> = new Map([
  [keyKinds.ed25519, 32],
  [keyKinds.x25519, 32],
  [keyKinds.secp256k1, 33],
  [keyKinds.p256, 33],
  [keyKinds.xWing, 1_216],
  [keyKinds.mlKem768, 1_184],
])

const signing: ReadonlySet<number> = new Set([keyKinds.ed25519, keyKinds.secp256k1, keyKinds.p256])

/**
 * How long public keys of a kind are, in bytes, both inclusive; curve points are compressed.
 *
 * Source: contracts/libraries/KeyKinds.sol.
 *
 * @returns undefined for a kind that the contract refuses.
 *
 * @example
 * keyLengths(keyKinds.ed25519) // { min: 32, max: 32 }
 */
export function keyLengths(kind: number): { min: number; max: number } | undefined {
  const length = lengths.get(kind)
  if (length !== undefined) return { min: length, max: length }
  const isFree = Number.isInteger(kind) && kind >= FIRST_FREE_KEY_KIND && kind <= 0xffff
  return isFree ? { min: 1, max: MAX_FREE_LENGTH } : undefined
}

/**
 * Whether keys of the kind can sign, and so show by themselves that somebody has them. Of free kinds nobody knows.
 *
 * @example
 * canSign(keyKinds.x25519) // false
 */
export function canSign(kind: number): boolean {
  return signing.has(kind)
}
