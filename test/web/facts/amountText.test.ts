import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountText } from '../../../web/src/facts/amountText.ts'

describe('amountText', () => {
  it.each([
    [0n, 18, '0'],
    [1n, 18, '0.000000000000000001'],
    [1_100_000_000_000_000n, 18, '0.0011'],
    [1_000_000n, 6, '1'],
    [1_234_000_000n, 6, '1234'],
    [12_345_678_900_000n, 6, '12\u202f345\u202f678.9'],
    [5n, 0, '5'],
    [-44n, 1, '−4.4'],
  ])('says %s of %s decimals as %s, on one line with the symbol', (value, decimals, text) => {
    expect(amountText(value, { symbol: 'USDX', decimals })).toBe(`${text}\u00a0USDX`)
  })

  it('loses no digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 256n }),
        fc.integer({ min: 0, max: 36 }),
        (value, decimals) => {
          const [number = ''] = amountText(value, { symbol: 'X', decimals }).split('\u00a0')
          const [whole = '', fraction = ''] = number.replaceAll('\u202f', '').split('.')
          return BigInt(whole + fraction.padEnd(decimals, '0')) === value
        },
      ),
    )
  })
})
