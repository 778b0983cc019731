import { describe, expect, it } from 'vitest'
import { createStallWatch } from '../../scripts/stack/stall.ts'

/*
createStallWatch, of 30 s
├── given the chain is quiet → never, however much the index lacks
├── given a new block that the index lacks → after 30 s, not before
│   ├── when the index moves meanwhile → time begins anew
│   ├── when it cannot be seen meanwhile → time begins anew
│   └── when the index catches up → never
├── given it missed a block that came as it took another → after 30 s, though none follows
├── given it is first looked at when it has missed a block already → 30 s after the next one
├── given it has no row at all → as with an old one
├── given it was started again → what was missing before does not count
└── given starts in vain → twice as long each time, up to sixteenfold; as before once it moves
*/

const row = (number: number, fork = 'a') => ({ number, hash: `${number}${fork}` })

/** A watch, and the seconds since its beginning at which it is shown something. */
function open() {
  const watch = createStallWatch(30_000)
  const see = (second: number, indexed: number | undefined, head: number, fork?: string) =>
    watch.see({
      at: second * 1_000,
      indexed: indexed === undefined ? undefined : row(indexed, fork),
      head,
    })
  return { watch, see }
}

describe('createStallWatch', () => {
  it.each([
    [10, 10],
    [10, 40],
    [40, 10],
  ])('leaves an index at %i in peace while the head stays at %i', (indexed, head) => {
    const { see } = open()
    for (const second of [0, 10, 31, 3_600, 86_400]) expect(see(second, indexed, head)).toBe(false)
  })

  it('tells 30 s after a new block, not before', () => {
    const { see } = open()
    expect(see(0, 10, 10)).toBe(false)
    expect(see(100, 10, 11)).toBe(false)
    expect(see(130, 10, 12)).toBe(false)
    expect(see(130.001, 10, 12)).toBe(true)
  })

  it('begins anew when the index moves, be it back', () => {
    const { see } = open()
    see(0, 10, 10)
    see(1, 10, 15)
    expect(see(31, 11, 20)).toBe(false)
    expect(see(61, 11, 21)).toBe(false)
    expect(see(62, 10, 22)).toBe(false)
    expect(see(92, 10, 22)).toBe(false)
    expect(see(93, 10, 22, 'b')).toBe(false)
    expect(see(123, 10, 22, 'b')).toBe(false)
    expect(see(123.001, 10, 22, 'b')).toBe(true)
  })

  it('begins anew after it could not be seen', () => {
    const { watch, see } = open()
    see(0, 10, 10)
    see(1, 10, 11)
    expect(watch.see(undefined)).toBe(false)
    expect(see(60, 10, 11)).toBe(false)
    expect(see(90, 10, 11)).toBe(false)
    expect(see(90.001, 10, 11)).toBe(true)
  })

  it('is content once the index has what there is', () => {
    const { see } = open()
    see(0, 10, 10)
    see(1, 10, 11)
    expect(see(2, 11, 11)).toBe(false)
    expect(see(3_600, 11, 11)).toBe(false)
  })

  it('tells of one block that was missed when another was taken, though none follows', () => {
    const { see } = open()
    see(0, 10, 10)
    expect(see(1, 11, 12)).toBe(false)
    expect(see(31, 11, 12)).toBe(false)
    expect(see(31.001, 11, 12)).toBe(true)
  })

  it('tells of an index without any row', () => {
    const { see } = open()
    see(0, undefined, 0)
    expect(see(1, undefined, 1)).toBe(false)
    expect(see(31.001, undefined, 1)).toBe(true)
  })

  it('holds nothing from before against a new process', () => {
    const { watch, see } = open()
    see(0, 10, 10)
    see(1, 10, 50)
    expect(see(40, 10, 50)).toBe(true)
    watch.restarted()
    expect(see(50, 10, 50)).toBe(false)
    expect(see(3_600, 10, 50)).toBe(false)
  })

  it('gives twice the time after each start in vain, up to sixteenfold, until it moves', () => {
    const { watch, see } = open()
    for (const times of [1, 2, 4, 8, 16, 16]) {
      see(0, 10, 10)
      see(0, 10, 11)
      expect(see(30 * times, 10, 11)).toBe(false)
      expect(see(30 * times + 0.001, 10, 11)).toBe(true)
      watch.restarted()
    }
    see(0, 10, 11)
    see(1, 11, 12)
    expect(see(31, 11, 13)).toBe(false)
    expect(see(31.001, 11, 13)).toBe(true)
  })

  it('that is first looked at when it has missed a block already is seen with the next one', () => {
    const { see } = open()
    expect([0, 31, 3_600].map((second) => see(second, 10, 11))).toEqual([false, false, false])
    expect([3_601, 3_631, 3_632].map((second) => see(second, 10, 12))).toEqual([false, false, true])
  })
})
