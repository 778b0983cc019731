import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'

import { extend, lowestCarriage } from '../../indexer/src/carriage.ts'

type Price = string | null
type Change<T> = { at: number; value: T }

const always = [[0, true]] as const

describe('extend', () => {
  it('begins with the first value', () => {
    expect(extend<Price>([], 1_000, '5')).toEqual([[1_000, '5']])
  })

  it('keeps what holds at the oldest second in reach, and drops what ended before it', () => {
    const timeline = [
      [100, '1'],
      [200, '2'],
      [300, '3'],
    ] as const
    expect(extend<Price>(timeline, 899, '4')).toEqual([
      [200, '2'],
      [300, '3'],
      [899, '4'],
    ])
    expect(extend<Price>(timeline, 900, '4')).toEqual([
      [300, '3'],
      [900, '4'],
    ])
    expect(extend<Price>(timeline, 901, '4')).toEqual([
      [300, '3'],
      [901, '4'],
    ])
  })

  it('keeps the best and the last of one second', () => {
    const timeline = ['7', '3', null, '9'].reduce<readonly (readonly [number, Price])[]>(
      (known, price) => extend<Price>(known, 1_000, price),
      [[500, '4']],
    )
    expect(timeline).toEqual([
      [500, '4'],
      [1_000, '3'],
      [1_000, '9'],
    ])
    expect(extend<Price>(timeline, 1_000, '2')).toEqual([
      [500, '4'],
      [1_000, '2'],
    ])
  })

  it('takes a price for better than none, and active for better than not', () => {
    expect(extend<Price>([[9, '5']], 9, null)).toEqual([
      [9, '5'],
      [9, null],
    ])
    expect(extend<Price>([[9, null]], 9, '0')).toEqual([[9, '0']])
    expect(extend<boolean>([[9, true]], 9, false)).toEqual([
      [9, true],
      [9, false],
    ])
    expect(extend<boolean>([[9, false]], 9, true)).toEqual([[9, true]])
  })

  it('compares prices as numbers', () => {
    expect(extend<Price>([[9, '9']], 9, '10')).toEqual([
      [9, '9'],
      [9, '10'],
    ])
  })

  it('never exceeds 1,202 entries, however often it is called', () => {
    let timeline: readonly (readonly [number, Price])[] = []
    for (let now = 0; now < 2_000; now += 1) {
      for (const price of ['3', '1', '4', '2']) timeline = extend<Price>(timeline, now, price)
    }
    expect(timeline).toHaveLength(1_202)
  })
})

describe('lowestCarriage', () => {
  const raisedAt1000 = [
    [0, '5'],
    [1_000, '10'],
  ] as const

  it.each([
    [1_599, 5n],
    [1_600, 10n],
    [1_601, 10n],
  ])('counts the price before a rise at 1,000 up to 1,599: at %i it is %s', (at, expected) => {
    expect(lowestCarriage(raisedAt1000, always, at)).toBe(expected)
  })

  it('counts a lower price from its own second on', () => {
    const loweredAt1000 = [
      [0, '10'],
      [1_000, '5'],
    ] as const
    expect(lowestCarriage(loweredAt1000, always, 1_000)).toBe(5n)
  })

  it('counts every price of the oldest second', () => {
    const timeline = [
      [0, '9'],
      [1_000, '5'],
      [1_000, '10'],
    ] as const
    expect(lowestCarriage(timeline, always, 1_599)).toBe(5n)
    expect(lowestCarriage(timeline, always, 1_600)).toBe(5n)
    expect(lowestCarriage(timeline, always, 1_601)).toBe(10n)
  })

  it('is null where no price was had, or none while active', () => {
    expect(lowestCarriage([], always, 1_000)).toBeNull()
    expect(lowestCarriage([[0, null]], always, 1_000)).toBeNull()
    expect(lowestCarriage([[0, '5']], [], 1_000)).toBeNull()
    expect(lowestCarriage([[0, '5']], [[0, false]], 1_000)).toBeNull()
  })

  it.each([
    [1_599, 5n],
    [1_600, null],
    [1_601, null],
  ])('counts a relay gone out of service at 1,000 up to 1,599: at %i it is %s', (at, expected) => {
    const goneAt1000 = [
      [0, true],
      [1_000, false],
    ] as const
    expect(lowestCarriage([[0, '5']], goneAt1000, at)).toBe(expected)
  })

  it('does not count what was asked while out of service, even when both change at once', () => {
    const activity = [
      [0, true],
      [900, false],
      [1_000, true],
    ] as const
    const prices = [
      [0, '7'],
      [900, '1'],
      [1_000, '10'],
    ] as const
    expect(lowestCarriage(prices, activity, 1_100)).toBe(7n)
    expect(lowestCarriage(prices, activity, 1_500)).toBe(10n)
  })

  it('knows amounts beyond 2^53', () => {
    const amount = 2n ** 96n - 1n
    expect(lowestCarriage([[0, `${amount}`]], always, 10)).toBe(amount)
  })

  const seconds = fc.integer({ min: 0, max: 1_900 })
  const near = fc.constantFrom(0, 1, 2, 599, 600, 601, 1_199, 1_200, 1_201)
  const history = <T>(value: fc.Arbitrary<T>) =>
    fc
      .array(fc.record({ at: fc.oneof(seconds, near), value }), { maxLength: 14 })
      .map((changes) => changes.sort((a, b) => a.at - b.at))
  const price = fc.option(fc.integer({ min: 0, max: 9 }).map(String))

  test.prop([history<Price>(price), history(fc.boolean()), fc.oneof(seconds, near)], {
    numRuns: 2_000,
  })('agrees with a model that goes through every second', (prices, activity, at) => {
    const known = prices.filter((change) => change.at <= at)
    const inService = activity.filter((change) => change.at <= at)
    expect(lowestCarriage(timelineOf(known), timelineOf(inService), at)).toBe(
      modelled(known, inService, at),
    )
  })
})

/** As the handlers build it: what does not change anything is not added. */
function timelineOf<T extends boolean | Price>(changes: readonly Change<T>[]) {
  return changes.reduce<readonly (readonly [number, T])[]>(
    (known, { at, value }) => (known.at(-1)?.[1] === value ? known : extend(known, at, value)),
    [],
  )
}

function modelled(prices: Change<Price>[], activity: Change<boolean>[], at: number) {
  let lowest: bigint | null = null
  for (let second = at - 600; second <= at; second += 1) {
    if (!hadIn(activity, second).includes(true)) continue
    for (const had of hadIn(prices, second)) {
      if (had !== null && had !== undefined && (lowest === null || BigInt(had) < lowest)) {
        lowest = BigInt(had)
      }
    }
  }
  return lowest
}

/** The values set in a second; where none was, the last one set before it. */
function hadIn<T>(changes: readonly Change<T>[], second: number): T[] {
  const real = changes.filter((change, i) => change.value !== changes[i - 1]?.value)
  const set = real.filter((change) => change.at === second)
  const had = set.length > 0 ? set : real.filter((change) => change.at < second).slice(-1)
  return had.map(({ value }) => value)
}
