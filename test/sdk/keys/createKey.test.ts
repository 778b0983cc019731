import { createECDH, createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { bytesToHex, hexToBytes, size } from 'viem'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds, keyLengths } from '../../../protocol/keyKinds.ts'
import type { CreatableKeyKind } from '../../../sdk/src/keys/createKey.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'

const kinds = ['ed25519', 'secp256k1', 'p256', 'x25519', 'xWing'] as const

/** DER of PKCS #8 before the 32 bytes of the key itself. */
const pkcs8Heads = {
  ed25519: '302e020100300506032b657004220420',
  x25519: '302e020100300506032b656e04220420',
} as const

describe.each(kinds)('createKey of %s', (kind) => {
  it('makes a key of the length that the contract asks', async () => {
    const key = await createKey(kind)
    const number = keyKinds[kind]
    expect(key.kind).toBe(number)
    expect(keyLengths(number)).toEqual({ min: size(key.publicKey), max: size(key.publicKey) })
    expect(size(key.secretKey)).toBe(32)
    expect(key.keyId).toBe(keyIdOf(number, key.publicKey))
  })

  it('makes another each time', async () => {
    const [one, other] = [await createKey(kind), await createKey(kind)]
    expect(one.keyId).not.toBe(other.keyId)
    expect(one.secretKey).not.toBe(other.secretKey)
  })

  it('makes plain data', async () => {
    const key = await createKey(kind)
    expect(JSON.parse(JSON.stringify(key))).toEqual(key)
  })

  it('makes the public key that another implementation makes of the secret', async () => {
    const { publicKey, secretKey } = await createKey(kind)
    expect(publicKey).toBe(oracle(kind, hexToBytes(secretKey)))
  })
})

describe('createKey', () => {
  it('makes no key of another kind', async () => {
    const shortMessage =
      'Keys of kind rsa cannot be made here. Known: ed25519, secp256k1, p256, x25519, xWing.'
    const creating = createKey('rsa' as CreatableKeyKind)
    await expect(creating).rejects.toMatchObject({ name: 'InvalidParameterError', shortMessage })
  })
})

/** By OpenSSL; X-Wing (draft-connolly-cfrg-xwing-kem) put together of its parts. */
function oracle(kind: CreatableKeyKind, secretKey: Uint8Array) {
  if (kind === 'ed25519' || kind === 'x25519') return bytesToHex(publicOf(kind, secretKey))
  if (kind === 'xWing') {
    const expanded = createHash('shake256', { outputLength: 96 }).update(secretKey).digest()
    const mlKem = publicOfMlKem(expanded.subarray(0, 64))
    return bytesToHex(Buffer.concat([mlKem, publicOf('x25519', expanded.subarray(64))]))
  }
  const ecdh = createECDH(kind === 'p256' ? 'prime256v1' : kind)
  ecdh.setPrivateKey(secretKey)
  return bytesToHex(ecdh.getPublicKey(null, 'compressed'))
}

function publicOf(kind: keyof typeof pkcs8Heads, secretKey: Uint8Array): Uint8Array {
  const key = Buffer.concat([Buffer.from(pkcs8Heads[kind], 'hex'), secretKey])
  const secret = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-32)
}

/** Of the seed d ‖ z, which PKCS #8 holds in its short form. */
function publicOfMlKem(seed: Uint8Array): Uint8Array {
  const head = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
  const key = Buffer.concat([head, seed])
  const secret = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-1_184)
}
