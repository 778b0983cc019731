import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactDecimals } from '../../../web/src/ui/exactDecimals.ts'
import { roundedDown } from '../../../web/src/ui/roundedDown.ts'

describe('roundedDown', () => {
  it.each([
    ['six digits behind the point stay', 9_999_123_456n, 6, 9_999_123_456n],
    ['more are cut', 9_999_999_470_970_102_236_496n, 18, 9_999_999_470_000_000_000_000n],
    ['never up', 1_999_999_999_999_999_999n, 18, 1_999_999_000_000_000_000n],
    ['of less than one from the first digit', 12_345_678_900_000n, 18, 12_345_600_000_000n],
    ['a few of the smallest unit stay', 123_456n, 18, 123_456n],
    ['one digit more does not', 1_234_567n, 18, 1_234_560n],
    ['nothing stays nothing', 0n, 18, 0n],
    ['without decimals all stay', 123_456_789_012n, 0, 123_456_789_012n],
  ])('%s', (_, value, decimals, rounded) => {
    expect(roundedDown(value, decimals)).toBe(rounded)
  })

  it('is never more, never nothing of something, and can be read', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2n ** 256n }),
        fc.integer({ min: 0, max: 36 }),
        (value, decimals) => {
          const rounded = roundedDown(value, decimals)
          expect(rounded).toBeLessThanOrEqual(value)
          expect(rounded).toBeGreaterThan(0n)
          const { whole, fraction } = exactDecimals(rounded, decimals)
          const read = whole === '0' ? fraction.replace(/^0+/, '') : fraction
          expect(read.length).toBeLessThanOrEqual(6)
        },
      ),
    )
  })
})
