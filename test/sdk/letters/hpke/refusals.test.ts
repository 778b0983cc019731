import { fc, test } from '@fast-check/vitest'
import { EncapError } from 'hpke'
import { concatBytes, hexToBytes, numberToBytes } from 'viem'
import { describe, expect, it } from 'vitest'
import { requireSuite } from '../../../../sdk/src/letters/suites.ts'
import { keyOf } from '../support/keys.ts'
import type { Kind } from '../support/rfc9180.ts'

const bytesOf = (kind: Kind) => hexToBytes(keyOf(kind, 'a').publicKey)
const xWingKey = bytesOf(5)

/** Whether HPKE encrypts to a key, or refuses it as one that nobody could decrypt with. */
async function isTaken(kind: Kind, bytes: Uint8Array): Promise<boolean> {
  const suite = await requireSuite(kind)
  const key = await suite.DeserializePublicKey(bytes)
  const refusal = await suite.SetupSender(key).catch((error: unknown) => error)
  if (refusal instanceof Error) expect(refusal).toBeInstanceOf(EncapError)
  return !(refusal instanceof Error)
}

/** The X-Wing key with a number in place of one of its 768. */
function withCoefficient(index: number, value: number): Uint8Array {
  const at = (index >> 1) * 3
  const middle = xWingKey[at + 1] ?? 0
  if (index % 2 === 0)
    return xWingKey.with(at, value & 0xff).with(at + 1, (middle & 0xf0) | (value >> 8))
  return xWingKey.with(at + 1, (middle & 0xf) | ((value & 0xf) << 4)).with(at + 2, value >> 4)
}

describe('the numbers of an X-Wing key, after FIPS 203, 7.2', () => {
  test.prop([fc.nat(767), fc.nat(4_095)])('are each below 3,329', async (index, value) => {
    expect(await isTaken(5, withCoefficient(index, value))).toBe(value < 3_329)
  })

  it.each([0, 1, 766, 767])('have their boundary there, number %i', async (index) => {
    expect(await isTaken(5, withCoefficient(index, 3_328))).toBe(true)
    expect(await isTaken(5, withCoefficient(index, 3_329))).toBe(false)
    expect(await isTaken(5, withCoefficient(index, 4_095))).toBe(false)
  })

  it('are not looked for in the seed and the point after them', async () => {
    expect(await isTaken(5, xWingKey.with(1_152, 0xff).with(1_183, 0xff))).toBe(true)
    expect(await isTaken(5, xWingKey.with(1_184, 0xff).with(1_215, 0xff))).toBe(true)
  })
})

const field = 2n ** 255n - 19n
const ofOrder8 = 325606250916557431795983626356110631294008115727848805560023387167927233504n
const alsoOfOrder8 = 39382357235489614581723060781553021112529911719440698176882885853963445705823n

/** All u of low order, also as no honest encoder writes them: whatever the scalar, the shared point is 0. */
const lowOrder = [0n, 1n, ofOrder8, alsoOfOrder8, field - 1n, field, field + 1n]

describe('points of low order', () => {
  it.each(lowOrder)('are refused, u = %s', async (u) => {
    const point = numberToBytes(u, { size: 32 }).reverse()
    expect(await isTaken(2, point)).toBe(false)
    expect(await isTaken(2, point.with(31, (point[31] ?? 0) | 0x80))).toBe(false)
    expect(await isTaken(5, concatBytes([xWingKey.slice(0, 1_184), point]))).toBe(false)
  })

  it('are refused as encapsulations too', async () => {
    const suite = await requireSuite(2)
    const by = await suite.DeserializePrivateKey(hexToBytes(keyOf(2, 'a').secretKey))
    await expect(suite.SetupRecipient(by, new Uint8Array(32))).rejects.toThrow('Decapsulation')
  })
})

describe('a key of another kind', () => {
  it('is refused', async () => {
    const [x25519, xWing] = [await requireSuite(2), await requireSuite(5)]
    const key = await x25519.DeserializePublicKey(bytesOf(2))
    await expect(xWing.SetupSender(key)).rejects.toThrow(EncapError)
    await expect(x25519.DeserializePublicKey(xWingKey)).rejects.toThrow('deserialization failed')
  })

  it('has no secret that it gives away, unless it was made so', async () => {
    const { privateKey } = await (await requireSuite(2)).GenerateKeyPair()
    const suite = await requireSuite(2)
    await expect(suite.SerializePrivateKey(privateKey)).rejects.toThrow('extractable')
  })
})

describe('bytes that a key was made of', () => {
  it('may change afterwards', async () => {
    const suite = await requireSuite(2)
    const bytes = bytesOf(2)
    const key = await suite.DeserializePublicKey(bytes)
    bytes.fill(0)
    expect(await suite.SerializePublicKey(key)).toEqual(bytesOf(2))
  })
})
