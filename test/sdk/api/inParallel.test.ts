import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { inParallel } from '../../../sdk/src/api/inParallel.ts'

describe('inParallel', () => {
  property.prop([
    fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }),
    fc.integer({ min: 1, max: 5 }),
  ])('keeps the order, and never has more under way than it may', async (pauses, atOnce) => {
    let [underWay, most] = [0, 0]
    const results = await inParallel(pauses, atOnce, async (pause) => {
      underWay += 1
      most = Math.max(most, underWay)
      for (let turn = 0; turn < pause; turn++) await Promise.resolve()
      underWay -= 1
      return pause * 2
    })
    expect(results).toEqual(pauses.map((pause) => pause * 2))
    expect(most).toBe(Math.min(atOnce, pauses.length))
  })

  it('begins nothing more once one has failed', async () => {
    const begun: number[] = []
    const work = async (item: number) => {
      begun.push(item)
      await Promise.resolve()
      if (item === 1) throw new Error('no')
    }
    await expect(inParallel([0, 1, 2, 3, 4, 5], 2, work)).rejects.toThrow('no')
    expect(begun.length).toBeLessThan(5)
  })
})
