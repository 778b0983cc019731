import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceScale } from '../../../web/src/ui/niceScale.ts'

describe('niceScale', () => {
  it('marks at round numbers', () => {
    expect(niceScale(19, true)).toEqual([0, 5, 10, 15, 20])
    expect(niceScale(4, true)).toEqual([0, 1, 2, 3, 4])
    expect(niceScale(163, true)).toEqual([0, 50, 100, 150, 200])
    expect(niceScale(0.3, false)).toEqual([0, 0.1, 0.2, 0.3])
  })

  it('has a mark above zero when there is nothing', () => {
    expect(niceScale(0, true)).toEqual([0, 1])
  })

  it('covers the highest with at most five marks, evenly apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (highest) => {
        const marks = niceScale(highest, true)
        expect(marks[0]).toBe(0)
        expect(marks.at(-1)).toBeGreaterThanOrEqual(highest)
        expect(marks.length).toBeLessThanOrEqual(5)
        expect(marks.every(Number.isInteger)).toBe(true)
        const step = marks[1] ?? 0
        expect(marks).toEqual(marks.map((_, mark) => mark * step))
      }),
    )
  })
})
