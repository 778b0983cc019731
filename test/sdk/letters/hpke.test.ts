import {
  AEAD_ChaCha20Poly1305,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  KEM_MLKEM768_X25519,
} from 'hpke'
import type { Hex } from 'viem'
import { bytesToHex, hexToBytes, sha256 } from 'viem'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { suiteOf } from '../../../sdk/src/letters/suites.ts'
import type { Kind } from './support/rfc9180.ts'
import { decapsulate, encrypt, keySchedule, publicKeyOf } from './support/rfc9180.ts'
import { rfc9180, xWing } from './support/vectors.ts'

const info = hexToBytes(rfc9180.info)
const plaintext = hexToBytes(rfc9180.pt)
const aadOf = (sequence: number) => new TextEncoder().encode(`Count-${sequence}`)

async function suite(kind: Kind) {
  const found = await suiteOf(kind)
  if (!found) throw new Error(`kind ${kind}`)
  return found
}

/** Lets the libraries draw the vector's random bytes instead of fresh ones. Those with which they blind their scalars stay fresh. */
function drawing(bytes: Hex): void {
  const draw = crypto.getRandomValues.bind(crypto)
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const target = array as unknown as Uint8Array
    const drawn = hexToBytes(bytes)
    if (target.length !== drawn.length) return draw(array)
    target.set(drawn)
    return array
  })
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the suites of letters', () => {
  it('are of RFC 9180 and X-Wing, with HKDF-SHA256 and ChaCha20-Poly1305', async () => {
    const idsOf = async (kind: Kind) => {
      const { KEM, KDF, AEAD } = await suite(kind)
      return [KEM.id, KDF.id, AEAD.id, KEM.Nenc, KEM.Npk, KEM.Nsk]
    }
    expect(await idsOf(2)).toEqual([0x0020, 1, 3, 32, 32, 32])
    expect(await idsOf(5)).toEqual([0x647a, 1, 3, 1_120, 1_216, 32])
    for (const kind of [0, 1, 3, 4, 6, 1_000]) expect(await suiteOf(kind)).toBe(undefined)
  })

  describe('DHKEM(X25519, HKDF-SHA256), after RFC 9180, A.2.1', () => {
    it('derives both key pairs', async () => {
      const hpke = await suite(2)
      for (const { ikm, sk, pk } of [rfc9180.ephemeral, rfc9180.recipient]) {
        const { publicKey, privateKey } = await hpke.DeriveKeyPair(hexToBytes(ikm), true)
        expect(bytesToHex(await hpke.SerializePublicKey(publicKey))).toBe(pk)
        expect(bytesToHex(await hpke.SerializePrivateKey(privateKey))).toBe(sk)
      }
    })

    it('encrypts as printed, and exports as printed', async () => {
      const hpke = await suite(2)
      const to = await hpke.DeserializePublicKey(hexToBytes(rfc9180.recipient.pk))
      drawing(rfc9180.ephemeral.ikm)
      const { encapsulatedSecret, ctx } = await hpke.SetupSender(to, { info })
      expect(bytesToHex(encapsulatedSecret)).toBe(rfc9180.ephemeral.pk)
      for (let sequence = 0; sequence <= 256; sequence++) {
        const encrypted = bytesToHex(await ctx.Seal(plaintext, aadOf(sequence)))
        const printed = rfc9180.encryptions[sequence]
        if (printed) expect([sequence, encrypted]).toEqual([sequence, printed])
      }
      for (const [context, value] of rfc9180.exports) {
        expect(bytesToHex(await ctx.Export(hexToBytes(context), 32))).toBe(value)
      }
    })

    it('decrypts what is printed', async () => {
      const hpke = await suite(2)
      const by = await hpke.DeserializePrivateKey(hexToBytes(rfc9180.recipient.sk))
      const encapsulation = hexToBytes(rfc9180.ephemeral.pk)
      const context = await hpke.SetupRecipient(by, encapsulation, { info })
      for (const sequence of [0, 1, 2]) {
        const encrypted = hexToBytes(rfc9180.encryptions[sequence] ?? '0x')
        expect(await context.Open(encrypted, aadOf(sequence))).toEqual(plaintext)
      }
    })

    it('is what the tests have by hand', () => {
      const encapsulation = hexToBytes(rfc9180.ephemeral.pk)
      const shared = decapsulate(2, encapsulation, hexToBytes(rfc9180.recipient.sk))
      expect(bytesToHex(shared)).toBe(rfc9180.sharedSecret)
      const { key, nonce, exporterSecret } = keySchedule(2, shared, info)
      expect([key, nonce, exporterSecret].map((bytes) => bytesToHex(bytes))).toEqual([
        rfc9180.key,
        rfc9180.baseNonce,
        rfc9180.exporterSecret,
      ])
      const encrypted = encrypt(key, nonce, aadOf(0), plaintext)
      expect(bytesToHex(encrypted)).toBe(rfc9180.encryptions[0])
    })
  })

  describe.each(xWing)('X-Wing, after its draft, appendix C: $seed', (vector) => {
    const publicKey = publicKeyOf(5, hexToBytes(vector.seed))

    it('encapsulates as printed', async () => {
      const hpke = await suite(5)
      expect(sha256(publicKey)).toBe(vector.pkSha256)
      const to = await hpke.DeserializePublicKey(publicKey)
      drawing(vector.eseed)
      const { encapsulatedSecret, ctx } = await hpke.SetupSender(to, { info })
      expect(sha256(encapsulatedSecret)).toBe(vector.ctSha256)
      // HPKE hides the shared secret: what it encrypts is compared.
      const { key, nonce } = keySchedule(5, hexToBytes(vector.ss), info)
      const expected = encrypt(key, nonce, aadOf(0), plaintext)
      expect(bytesToHex(await ctx.Seal(plaintext, aadOf(0)))).toBe(bytesToHex(expected))
    })

    it('decapsulates what is printed', async () => {
      const hpke = await suite(5)
      const to = await hpke.DeserializePublicKey(publicKey)
      drawing(vector.eseed)
      const { encapsulatedSecret } = await hpke.SetupSender(to, { info })
      expect(bytesToHex(decapsulate(5, encapsulatedSecret, hexToBytes(vector.seed)))).toBe(
        vector.ss,
      )
      const { key, nonce } = keySchedule(5, hexToBytes(vector.ss), info)
      const by = await hpke.DeserializePrivateKey(hexToBytes(vector.seed))
      const context = await hpke.SetupRecipient(by, encapsulatedSecret, { info })
      const encrypted = encrypt(key, nonce, aadOf(0), plaintext)
      expect(await context.Open(encrypted, aadOf(0))).toEqual(plaintext)
    })
  })

  describe.each([
    [2, KEM_DHKEM_X25519_HKDF_SHA256],
    [5, KEM_MLKEM768_X25519],
  ] as const)('beside HPKE upon the WebCrypto of this Node, kind %i', (kind, kem) => {
    const other = new CipherSuite(kem, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305)
    const [ikm, aad] = [new Uint8Array(32).fill(7), aadOf(0)]

    it('derives the same key, and each opens what the other seals', async () => {
      const own = await suite(kind)
      const [ours, theirs] = [await own.DeriveKeyPair(ikm), await other.DeriveKeyPair(ikm)]
      const publicKey = await own.SerializePublicKey(ours.publicKey)
      expect(publicKey).toEqual(await other.SerializePublicKey(theirs.publicKey))

      const byOwn = await own.Seal(ours.publicKey, plaintext, { info, aad })
      const byOther = await other.Seal(theirs.publicKey, plaintext, { info, aad })
      const [fromOwn, fromOther] = [byOwn.encapsulatedSecret, byOther.encapsulatedSecret]
      expect(await other.Open(theirs.privateKey, fromOwn, byOwn.ciphertext, { info, aad })).toEqual(
        plaintext,
      )
      expect(await own.Open(ours.privateKey, fromOther, byOther.ciphertext, { info, aad })).toEqual(
        plaintext,
      )
    })
  })
})
