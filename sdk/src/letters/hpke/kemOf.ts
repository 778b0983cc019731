import type { KEM, Key } from 'hpke'
import { promised } from './promised.ts'

/** What tells one KEM from another; HPKE's names are in RFC 9180, 4 and 7.1. */
export type KemParts = {
  id: number
  name: string
  /** Lengths of an encapsulation and a public key, in bytes. All secrets have 32. */
  Nenc: number
  Npk: number
  /** The secret key that comes of input keying material. */
  deriveSecretKey: (ikm: Uint8Array) => Promise<Uint8Array>
  publicKeyOf: (secretKey: Uint8Array) => Uint8Array
  /** @throws {Error} Nobody could open what was sealed to the key. */
  encapsulate: (publicKey: Uint8Array) => Encapsulated | Promise<Encapsulated>
  /** @throws {Error} The encapsulation is none that an honest sender makes. */
  decapsulate: (
    encapsulation: Uint8Array,
    secretKey: Uint8Array,
  ) => Uint8Array | Promise<Uint8Array>
}

export type Encapsulated = { encapsulation: Uint8Array; sharedSecret: Uint8Array }

/** A key as its bytes. Stays within `letters/`: `extractable` keeps nobody from reading them. */
export type RawKey = Key & { readonly bytes: Uint8Array }

/** A KEM for HPKE, of a few functions over bytes. Keys and lengths of other KEMs are refused. */
export function kemOf(parts: KemParts): KEM<RawKey> {
  const { id, name, Nenc, Npk } = parts

  const keyOf = (type: 'public' | 'private', bytes: Uint8Array, extractable: boolean): RawKey => ({
    ...{ type, extractable, algorithm: { name } },
    bytes: Uint8Array.from(bytes),
  })

  function bytesOf({ algorithm, bytes }: RawKey): Uint8Array {
    if (algorithm.name !== name) throw new TypeError(`The key is of ${algorithm.name}, not ${name}`)
    return Uint8Array.from(bytes)
  }

  const kem: KEM<RawKey> = {
    ...{ id, type: 'KEM', name, Nsecret: 32, Nenc, Npk, Nsk: 32 },
    async DeriveKeyPair(ikm, extractable) {
      const secretKey = await parts.deriveSecretKey(ikm)
      return {
        privateKey: keyOf('private', secretKey, extractable),
        publicKey: keyOf('public', parts.publicKeyOf(secretKey), true),
      }
    },
    GenerateKeyPair: (extractable) =>
      kem.DeriveKeyPair(crypto.getRandomValues(new Uint8Array(32)), extractable),
    SerializePublicKey: (key) => promised(() => bytesOf(key)),
    DeserializePublicKey: (bytes) => promised(() => keyOf('public', bytes, true)),
    SerializePrivateKey: (key) => promised(() => bytesOf(key)),
    DeserializePrivateKey: (bytes, extractable) =>
      promised(() => keyOf('private', bytes, extractable)),
    async Encap(key) {
      const { encapsulation, sharedSecret } = await parts.encapsulate(bytesOf(key))
      return { enc: encapsulation, shared_secret: sharedSecret }
    },
    async Decap(encapsulation, key) {
      return await parts.decapsulate(encapsulation, bytesOf(key))
    },
  }
  return kem
}
