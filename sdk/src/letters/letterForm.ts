import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { keyKinds } from '../../../protocol/keyKinds.ts'

/** What every letter begins with: `PPL`, and the version. */
export const magic = Uint8Array.of(0x50, 0x50, 0x4c)
export const version = 1

/** Makes every hash and key of letters one that nothing else has. */
export const label = new TextEncoder().encode('Pennypost letter 1')

/** Bytes of an HPKE encapsulation, by kind of key. */
export const encapsulationBytes: ReadonlyMap<number, number> = new Map([
  [keyKinds.x25519, 32],
  [keyKinds.xWing, 1_120],
])

export const KEY_ID_BYTES = 32
/** A letter's secret, and the tag of its cipher. */
export const WRAPPED_BYTES = 48
export const TAG_BYTES = 16
/** Magic, version, chain id, inbox id, commitment. */
export const ADDRESS_BYTES = 76

/** What a letter says of one key that it is sealed for. */
export type Recipient = {
  kind: number
  keyId: Uint8Array
  encapsulation: Uint8Array
  /** The letter's secret, encrypted to the key. */
  wrapped: Uint8Array
}

export type AddressParameters = {
  chainId: number
  /** Of 32 bytes. */
  inboxId: Uint8Array
  commitment: Uint8Array
}

/** The first 76 bytes of a letter: for whom it is, and what its secret is bound by. */
export function addressBytes({ chainId, inboxId, commitment }: AddressParameters): Uint8Array {
  const chain = new Uint8Array(8)
  new DataView(chain.buffer).setBigUint64(0, BigInt(chainId))
  return concatBytes(magic, Uint8Array.of(version), chain, inboxId, commitment)
}

/** HPKE's `info`: a secret unwraps for nothing but this key, in a letter to this inbox on this chain, with this commitment. */
export function wrapInfo(
  address: Uint8Array,
  { kind, keyId }: Pick<Recipient, 'kind' | 'keyId'>,
): Uint8Array {
  return concatBytes(label, address, Uint8Array.of(kind), keyId)
}

/** HPKE's `aad`: a secret unwraps only among these very keys with these encapsulations. */
export function wrapAad(
  address: Uint8Array,
  recipients: readonly Omit<Recipient, 'wrapped'>[],
): Uint8Array {
  const entries = recipients.flatMap(({ kind, keyId, encapsulation }) => [
    Uint8Array.of(kind),
    keyId,
    encapsulation,
  ])
  return sha256(concatBytes(address, countByte(recipients), ...entries))
}

/** All of a letter before its body. */
export function headerBytes(address: Uint8Array, recipients: readonly Recipient[]): Uint8Array {
  const entries = recipients.flatMap(({ kind, keyId, encapsulation, wrapped }) => [
    Uint8Array.of(kind),
    keyId,
    encapsulation,
    wrapped,
  ])
  return concatBytes(address, countByte(recipients), ...entries)
}

/** One less than there are: 1 to 256 fit into a byte, and no letter is for nobody. */
function countByte(recipients: readonly unknown[]): Uint8Array {
  return Uint8Array.of(recipients.length - 1)
}
