import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { tokenIdOf } from '../../../sdk/src/chain/tokenIdOf.ts'
import { checkPostage, nativeValue } from '../../../sdk/src/postage/payment.ts'
import { postageOf, postageOfMailing } from '../../../sdk/src/postage/postageOf.ts'

const NATIVE = '0x0000000000000000000000000000000000000000'
const TOKEN = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'

const uint96 = fc.bigInt({ min: 0n, max: 2n ** 96n - 1n })
const parts = fc.array(fc.record({ carriage: uint96, stake: uint96 }), { maxLength: 20 })

describe('nativeValue', () => {
  test.prop([uint96, uint96])('with the part from the balance is the postage', (one, two) => {
    const [fromBalance, postage] = one < two ? [one, two] : [two, one]
    expect(nativeValue(NATIVE, postage, { fromBalance }) + fromBalance).toBe(postage)
  })

  test.prop([uint96])('is nothing for other tokens', (postage) => {
    expect(nativeValue(TOKEN, postage, {})).toBe(0n)
  })
})

describe('checkPostage', () => {
  test.prop([uint96, uint96])('refuses exactly what is above the cap', (postage, maxPostage) => {
    const check = () => checkPostage(postage, { maxPostage })
    if (postage > maxPostage) expect(check).toThrow('above')
    else expect(check).not.toThrow()
  })

  it.each(['0.002', 'x', NaN, {}, null])('takes no cap that is no bigint: %s', (most) => {
    expect(() => checkPostage(1n, { maxPostage: most as never })).toThrow('as a bigint')
  })

  it('lets everything pass without a cap', () => {
    expect(() => checkPostage(2n ** 200n, {})).not.toThrow()
  })
})

describe('postageOf', () => {
  test.prop([parts, parts])('of two lists is that of each', (one, two) => {
    expect(postageOf([...one, ...two])).toBe(postageOf(one) + postageOf(two))
  })

  test.prop([uint96, uint96, fc.integer({ min: 1, max: 2 ** 32 - 1 })])(
    'of a mailing is that of as many letters',
    (carriage, stake, count) => {
      const address = NATIVE
      const mailing = { sender: address, relay: address, token: address, root: address } as const
      expect(postageOfMailing({ ...mailing, carriage, stake, count, expiresAt: 0 })).toBe(
        BigInt(count) * postageOf([{ carriage, stake }]),
      )
    },
  )
})

describe('tokenIdOf', () => {
  it('is the address as a number, whatever its case', () => {
    expect(tokenIdOf(NATIVE)).toBe(0n)
    expect(tokenIdOf(TOKEN)).toBe(BigInt(TOKEN))
    expect(tokenIdOf(TOKEN.toLowerCase() as typeof TOKEN)).toBe(BigInt(TOKEN))
  })
})
