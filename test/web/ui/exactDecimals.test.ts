import fc from 'fast-check'
import { parseUnits } from 'viem'
import { describe, expect, it } from 'vitest'
import { exactDecimals } from '../../../web/src/ui/exactDecimals.ts'

describe('exactDecimals', () => {
  it('takes zeros at the end away, and nothing else', () => {
    expect(exactDecimals(1_500_000n, 6)).toEqual({ sign: '', whole: '1', fraction: '5' })
    expect(exactDecimals(1n, 18).fraction).toBe('000000000000000001')
    expect(exactDecimals(100n, 0)).toEqual({ sign: '', whole: '100', fraction: '' })
    expect(exactDecimals(0n, 18)).toEqual({ sign: '', whole: '0', fraction: '' })
  })

  it('tells a debt by its sign', () => {
    expect(exactDecimals(-25n, 1)).toEqual({ sign: '−', whole: '2', fraction: '5' })
  })

  it('can be read back without loss', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 30 }), (value, decimals) => {
        const { sign, whole, fraction } = exactDecimals(value, decimals)
        expect(parseUnits(`${sign ? '-' : ''}${whole}.${fraction}0`, decimals)).toBe(value)
      }),
    )
  })
})
