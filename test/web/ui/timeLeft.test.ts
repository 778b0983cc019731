import { describe, expect, it } from 'vitest'
import { timeLeft } from '../../../web/src/ui/timeLeft.ts'

const until = 1_800_000_000
const left = (seconds: number) => timeLeft(until, until - seconds)

describe('timeLeft', () => {
  it('is over at the very second', () => {
    expect(left(1)).toBe('1 s')
    expect(left(0)).toBe('over')
    expect(left(-1)).toBe('over')
  })

  it('tells two units, the smaller one with two digits', () => {
    expect(left(59)).toBe('59 s')
    expect(left(60)).toBe('1 min 00 s')
    expect(left(249)).toBe('4 min 09 s')
    expect(left(3_599)).toBe('59 min 59 s')
    expect(left(3_600)).toBe('1 h 00 min')
    expect(left(86_399)).toBe('23 h 59 min')
  })

  it('tells days, with hours in the last week', () => {
    expect(left(86_400)).toBe('1 day')
    expect(left(86_400 + 3_600)).toBe('1 day 1 h')
    expect(left(7 * 86_400 - 1)).toBe('6 days 23 h')
    expect(left(7 * 86_400 + 7_200)).toBe('7 days')
  })
})
