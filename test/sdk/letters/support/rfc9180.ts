import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  randomBytes,
} from 'node:crypto'
import { concatBytes } from '@noble/hashes/utils.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'

// HPKE after RFC 9180, base mode, HKDF-SHA256 and ChaCha20-Poly1305, written by hand upon OpenSSL: what the package's letters are compared with.

const utf8 = (text: string) => new TextEncoder().encode(text)
const u16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff)

export const kemIds = { 2: 0x0020, 5: 0x647a } as const
export type Kind = keyof typeof kemIds

function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest())
}

export function hkdfExtract(salt: Uint8Array, ikm: Uint8Array): Uint8Array {
  return hmac(salt, ikm)
}

export function hkdfExpand(prk: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  let all = new Uint8Array()
  let block: Uint8Array = new Uint8Array()
  for (let i = 1; all.length < length; i++) {
    block = hmac(prk, concatBytes(block, info, Uint8Array.of(i)))
    all = concatBytes(all, block)
  }
  return all.slice(0, length)
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) {
  return hkdfExtract(salt, concatBytes(utf8('HPKE-v1'), suite, utf8(label), ikm))
}

function labeledExpand(
  suite: Uint8Array,
  prk: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
) {
  const labeled = concatBytes(u16(length), utf8('HPKE-v1'), suite, utf8(label), info)
  return hkdfExpand(prk, labeled, length)
}

const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const spki = Buffer.from('302a300506032b656e032100', 'hex')

function x25519(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const by = { format: 'der', type: 'pkcs8', key: Buffer.concat([pkcs8, secretKey]) } as const
  const to = { format: 'der', type: 'spki', key: Buffer.concat([spki, publicKey]) } as const
  const shared = diffieHellman({
    privateKey: createPrivateKey(by),
    publicKey: createPublicKey(to),
  })
  return new Uint8Array(shared)
}

export function x25519PublicKey(secretKey: Uint8Array): Uint8Array {
  const by = { format: 'der', type: 'pkcs8', key: Buffer.concat([pkcs8, secretKey]) } as const
  const { x } = createPublicKey(createPrivateKey(by)).export({ format: 'jwk' })
  return new Uint8Array(Buffer.from(x as string, 'base64url'))
}

/** RFC 9180, 4.1: what both sides of DHKEM(X25519, HKDF-SHA256) make of their shared point. */
function dhSecret(dh: Uint8Array, encapsulation: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const suite = concatBytes(utf8('KEM'), u16(kemIds[2]))
  const prk = labeledExtract(suite, new Uint8Array(), 'eae_prk', dh)
  return labeledExpand(suite, prk, 'shared_secret', concatBytes(encapsulation, publicKey), 32)
}

/** X-Wing, 5.2: the two keys that come of a seed. */
function xWingKeys(seed: Uint8Array) {
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const lattice = ml_kem768.keygen(new Uint8Array(expanded.subarray(0, 64)))
  const scalar = new Uint8Array(expanded.subarray(64))
  return { lattice, scalar, point: x25519PublicKey(scalar) }
}

/** X-Wing, 5.3: the combiner, with its label `\.//^\`. */
function xWingSecret(
  latticeSecret: Uint8Array,
  dh: Uint8Array,
  ephemeral: Uint8Array,
  point: Uint8Array,
): Uint8Array {
  const label = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c)
  const input = concatBytes(latticeSecret, dh, ephemeral, point, label)
  return new Uint8Array(createHash('sha3-256').update(input).digest())
}

export function publicKeyOf(kind: Kind, secretKey: Uint8Array): Uint8Array {
  if (kind === 2) return x25519PublicKey(secretKey)
  const { lattice, point } = xWingKeys(secretKey)
  return concatBytes(lattice.publicKey, point)
}

export function encapsulate(kind: Kind, publicKey: Uint8Array) {
  const ephemeral = new Uint8Array(randomBytes(32))
  const ephemeralPoint = x25519PublicKey(ephemeral)
  if (kind === 2) {
    const dh = x25519(ephemeral, publicKey)
    return {
      encapsulation: ephemeralPoint,
      sharedSecret: dhSecret(dh, ephemeralPoint, publicKey),
    }
  }
  const point = publicKey.slice(1_184)
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey.slice(0, 1_184))
  return {
    encapsulation: concatBytes(cipherText, ephemeralPoint),
    sharedSecret: xWingSecret(sharedSecret, x25519(ephemeral, point), ephemeralPoint, point),
  }
}

export function decapsulate(kind: Kind, encapsulation: Uint8Array, secretKey: Uint8Array) {
  if (kind === 2) {
    const dh = x25519(secretKey, encapsulation)
    return dhSecret(dh, encapsulation, x25519PublicKey(secretKey))
  }
  const { lattice, scalar, point } = xWingKeys(secretKey)
  const [cipherText, ephemeral] = [encapsulation.slice(0, 1_088), encapsulation.slice(1_088)]
  const latticeSecret = ml_kem768.decapsulate(cipherText, lattice.secretKey)
  return xWingSecret(latticeSecret, x25519(scalar, ephemeral), ephemeral, point)
}

/** RFC 9180, 5.1, base mode. */
export function keySchedule(kind: Kind, sharedSecret: Uint8Array, info: Uint8Array) {
  const suite = concatBytes(utf8('HPKE'), u16(kemIds[kind]), u16(1), u16(3))
  const none = new Uint8Array()
  const context = concatBytes(
    Uint8Array.of(0),
    labeledExtract(suite, none, 'psk_id_hash', none),
    labeledExtract(suite, none, 'info_hash', info),
  )
  const secret = labeledExtract(suite, sharedSecret, 'secret', none)
  return {
    key: labeledExpand(suite, secret, 'key', context, 32),
    nonce: labeledExpand(suite, secret, 'base_nonce', context, 12),
    exporterSecret: labeledExpand(suite, secret, 'exp', context, 32),
  }
}

export function encrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  content: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  cipher.setAAD(aad, { plaintextLength: content.length })
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()])
  return new Uint8Array(Buffer.concat([encrypted, cipher.getAuthTag()]))
}

/** @throws {Error} It was not encrypted so. */
export function decrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  encrypted: Uint8Array,
): Uint8Array {
  const end = encrypted.length - 16
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad, { plaintextLength: end })
  decipher.setAuthTag(encrypted.subarray(end))
  return new Uint8Array(
    Buffer.concat([decipher.update(encrypted.subarray(0, end)), decipher.final()]),
  )
}
