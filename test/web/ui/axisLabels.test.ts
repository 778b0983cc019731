import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisLabels } from '../../../web/src/ui/axisLabels.ts'

describe('axisLabels', () => {
  it('labels every place if there is room, else each so many', () => {
    expect(axisLabels(3, 6)).toEqual([0, 1, 2])
    expect(axisLabels(30, 6)).toEqual([0, 5, 10, 15, 20, 25])
    expect(axisLabels(0, 6)).toEqual([])
  })

  it('is never more than asked for', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 2, max: 10 }), (count, most) => {
        const labels = axisLabels(count, most)
        expect(labels.length).toBeLessThanOrEqual(most)
        expect(labels.every((label) => label < count)).toBe(true)
      }),
    )
  })
})
