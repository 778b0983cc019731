import fc from 'fast-check'
import { formatUnits } from 'viem'
import { describe, expect, it } from 'vitest'
import { mostStake, parseAmount } from '../../../web/src/input/parseAmount.ts'

const eth = { symbol: 'ETH', decimals: 18 }
const usdc = { symbol: 'USDC', decimals: 6 }
const points = { symbol: 'PTS', decimals: 0 }

describe('parseAmount', () => {
  it.each([
    ['0.001', eth, 10n ** 15n],
    ['.5', usdc, 500_000n],
    ['1.', usdc, 1_000_000n],
    ['1 234.5', usdc, 1_234_500_000n],
    ['1\u202f234\u00a0567', usdc, 1_234_567_000_000n],
    [' 2 usdc ', usdc, 2_000_000n],
    ['2USDC', usdc, 2_000_000n],
    ['0', eth, 0n],
    ['007', points, 7n],
    ['1.0000000000', usdc, 1_000_000n],
    ['3.0', points, 3n],
  ])('reads %s', (text, token, amount) => {
    expect(parseAmount(text, token)).toEqual({ amount })
  })

  it.each([
    ['', usdc, /^Enter an amount/],
    ['USDC', usdc, /^Enter an amount/],
    ['1,5', usdc, /point.*commas/],
    ['-1', usdc, /below 0/],
    ['1.2.3', usdc, /one point only/],
    ['1e6', usdc, /without e/],
    ['1 ETH', usdc, /“ETH” is not part/],
    ['0x10', usdc, /“x” is not part/],
    ['.', usdc, /not a number/],
    ['1. 5', usdc, /not a number/],
    ['0.0000001', usdc, /6 decimals: the 7th digit behind the point \(1\) is too fine/],
    ['0.5', points, /whole number/],
  ])('says what to change of %j', (text, token, fault) => {
    const parsed = parseAmount(text, token)
    expect(parsed.fault).toMatch(fault)
    expect(parsed.amount).toBeUndefined()
  })

  it('names the digit that is too fine, however many there may be', () => {
    const fault = (decimals: number) =>
      parseAmount(`0.${'1'.repeat(40)}`, { symbol: 'T', decimals }).fault
    expect(fault(1)).toContain('2nd digit')
    expect(fault(2)).toContain('3rd digit')
    expect(fault(10)).toContain('11th digit')
    expect(fault(12)).toContain('13th digit')
    expect(fault(20)).toContain('21st digit')
  })

  it('takes what fits and not one more', () => {
    expect(parseAmount(formatUnits(mostStake, 18), eth)).toEqual({ amount: mostStake })
    expect(parseAmount(formatUnits(mostStake + 1n, 18), eth).fault).toMatch(/more ETH than fits/)
    expect(parseAmount('3', points, { most: 2n }).fault).toMatch(/more PTS than fits/)
    expect(parseAmount('0', eth, { positive: true }).fault).toBe('More than 0 ETH, please.')
  })

  it('reads back every amount that can be written', () => {
    const any = fc.record({
      amount: fc.bigInt({ min: 0n, max: mostStake }),
      decimals: fc.integer({ min: 0, max: 36 }),
    })
    fc.assert(
      fc.property(any, ({ amount, decimals }) => {
        const text = formatUnits(amount, decimals)
        expect(parseAmount(text, { symbol: 'T', decimals })).toEqual({ amount })
      }),
    )
  })

  it('never throws and never gives both', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 20 }), (text, decimals) => {
        const { amount, fault } = parseAmount(text, { symbol: 'T', decimals })
        expect((amount === undefined) === (fault !== undefined)).toBe(true)
      }),
    )
  })
})
