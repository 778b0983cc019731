import { x25519 } from '@noble/curves/ed25519.js'
import { concatBytes } from '@noble/hashes/utils.js'
import type { KEM } from 'hpke'
import { encode, LabeledExpand, LabeledExtract } from 'hpke'
import { hkdfSha256 } from './hkdfSha256.ts'
import type { RawKey } from './kemOf.ts'
import { kemOf } from './kemOf.ts'

const kdf = hkdfSha256()
const suiteId = concatBytes(encode('KEM'), Uint8Array.of(0x00, 0x20))
const none = new Uint8Array()

/** DHKEM(X25519, HKDF-SHA256), HPKE's KEM 0x0020: RFC 9180, 4.1. The library refuses points of low order, whose shared point is 0. */
export function x25519Kem(): KEM<RawKey> {
  return kemOf({
    ...{ id: 0x0020, name: 'DHKEM(X25519, HKDF-SHA256)', Nenc: 32, Npk: 32 },
    deriveSecretKey,
    publicKeyOf: x25519.getPublicKey,
    async encapsulate(publicKey) {
      const ephemeral = await deriveSecretKey(crypto.getRandomValues(new Uint8Array(32)))
      const encapsulation = x25519.getPublicKey(ephemeral)
      const point = x25519.getSharedSecret(ephemeral, publicKey)
      return { encapsulation, sharedSecret: await secretOf(point, encapsulation, publicKey) }
    },
    async decapsulate(encapsulation, secretKey) {
      const point = x25519.getSharedSecret(secretKey, encapsulation)
      return await secretOf(point, encapsulation, x25519.getPublicKey(secretKey))
    },
  })
}

/** RFC 9180, 7.1.3. */
async function deriveSecretKey(ikm: Uint8Array): Promise<Uint8Array> {
  const prk = await LabeledExtract(kdf, suiteId, none, encode('dkp_prk'), ikm)
  return await LabeledExpand(kdf, suiteId, prk, encode('sk'), none, 32)
}

/** `ExtractAndExpand` of RFC 9180, 4.1. */
async function secretOf(
  point: Uint8Array,
  encapsulation: Uint8Array,
  publicKey: Uint8Array,
): Promise<Uint8Array> {
  const prk = await LabeledExtract(kdf, suiteId, none, encode('eae_prk'), point)
  const context = concatBytes(encapsulation, publicKey)
  return await LabeledExpand(kdf, suiteId, prk, encode('shared_secret'), context, 32)
}
