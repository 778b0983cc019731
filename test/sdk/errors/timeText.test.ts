import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { timeText } from '../../../sdk/src/errors/timeText.ts'

describe('timeText', () => {
  const cases = [
    [0, '1970-01-01 00:00:00 UTC'],
    [1_795_377_601, '2026-11-22 20:00:01 UTC'],
    [253_402_300_799, '9999-12-31 23:59:59 UTC'],
    [253_402_300_800, '10000-01-01 00:00:00 UTC'],
    [2 ** 40 - 1, '36812-02-20 00:36:15 UTC'],
    [8_640_000_000_000, '275760-09-13 00:00:00 UTC'],
    [8_640_000_000_001, 'second 8640000000001'],
    [2n ** 256n - 1n, `second ${2n ** 256n - 1n}`],
  ] as const

  it.each(cases)('says %s in words', (seconds, text) => {
    expect(timeText(seconds)).toBe(text)
    expect(timeText(BigInt(seconds))).toBe(text)
  })

  test.prop([fc.nat({ max: 253_402_300_799 })])('can be read back', (seconds) => {
    expect(Date.parse(timeText(seconds).replace(' UTC', 'Z').replace(' ', 'T'))).toBe(
      seconds * 1_000,
    )
  })
})
