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

function suite(kind: Kind) {
  const found = suiteOf(kind)
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
  it('are of RFC 9180 and X-Wing, with HKDF-SHA256 and ChaCha20-Poly1305', () => {
    const idsOf = (kind: Kind) => {
      const { KEM, KDF, AEAD } = suite(kind)
      return [KEM.id, KDF.id, AEAD.id, KEM.Nenc, KEM.Npk, KEM.Nsk]
    }
    expect(idsOf(2)).toEqual([0x0020, 1, 3, 32, 32, 32])
    expect(idsOf(5)).toEqual([0x647a, 1, 3, 1_120, 1_216, 32])
    expect([0, 1, 3, 4, 6, 1_000].map(suiteOf)).toEqual(Array(6).fill(undefined))
  })

  describe('DHKEM(X25519, HKDF-SHA256), after RFC 9180, A.2.1', () => {
    it('derives both key pairs', async () => {
      for (const { ikm, sk, pk } of [rfc9180.ephemeral, rfc9180.recipient]) {
        const { publicKey, privateKey } = await suite(2).DeriveKeyPair(hexToBytes(ikm), true)
        expect(bytesToHex(await suite(2).SerializePublicKey(publicKey))).toBe(pk)
        expect(bytesToHex(await suite(2).SerializePrivateKey(privateKey))).toBe(sk)
      }
    })

    it('encrypts as printed, and exports as printed', async () => {
      const to = await suite(2).DeserializePublicKey(hexToBytes(rfc9180.recipient.pk))
      drawing(rfc9180.ephemeral.ikm)
      const { encapsulatedSecret, ctx } = await suite(2).SetupSender(to, { info })
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
      const by = await suite(2).DeserializePrivateKey(hexToBytes(rfc9180.recipient.sk))
      const encapsulation = hexToBytes(rfc9180.ephemeral.pk)
      const context = await suite(2).SetupRecipient(by, encapsulation, { info })
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
      expect(sha256(publicKey)).toBe(vector.pkSha256)
      const to = await suite(5).DeserializePublicKey(publicKey)
      drawing(vector.eseed)
      const { encapsulatedSecret, ctx } = await suite(5).SetupSender(to, { info })
      expect(sha256(encapsulatedSecret)).toBe(vector.ctSha256)
      // HPKE hides the shared secret: what it encrypts is compared.
      const { key, nonce } = keySchedule(5, hexToBytes(vector.ss), info)
      const expected = encrypt(key, nonce, aadOf(0), plaintext)
      expect(bytesToHex(await ctx.Seal(plaintext, aadOf(0)))).toBe(bytesToHex(expected))
    })

    it('decapsulates what is printed', async () => {
      const to = await suite(5).DeserializePublicKey(publicKey)
      drawing(vector.eseed)
      const { encapsulatedSecret } = await suite(5).SetupSender(to, { info })
      expect(bytesToHex(decapsulate(5, encapsulatedSecret, hexToBytes(vector.seed)))).toBe(
        vector.ss,
      )
      const { key, nonce } = keySchedule(5, hexToBytes(vector.ss), info)
      const by = await suite(5).DeserializePrivateKey(hexToBytes(vector.seed))
      const context = await suite(5).SetupRecipient(by, encapsulatedSecret, { info })
      const encrypted = encrypt(key, nonce, aadOf(0), plaintext)
      expect(await context.Open(encrypted, aadOf(0))).toEqual(plaintext)
    })
  })
})
