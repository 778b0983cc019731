import { describe, expect, it } from 'vitest'
import type { AsOf } from '../../../protocol/wire/asOf.ts'
import type { Standing } from '../../../sdk/src/replica/follow/standing.ts'
import { createStanding } from '../../../sdk/src/replica/follow/standing.ts'
import { bytes32 } from '../../api/verifyScene.ts'

const second = 1_000
const start = 1_800_000_000 * second
const bound = 30

const hashOf = (number: number, fork = '') => bytes32(`block ${number}${fork}`)
const asOf = (number: number, fork = ''): AsOf => ({
  chain: 'eip155:31337',
  blockNumber: String(number),
  blockHash: hashOf(number, fork),
  blockTimestamp: 1_700_000_000 + number,
  safeBlock: String(number - 3),
  finalizedBlock: String(number - 40),
  headBlock: String(number),
})
const blockOf = (number: number, fork = '') => ({
  number: String(number),
  hash: hashOf(number, fork),
  timestamp: 1_700_000_000 + number,
})
const entry = (number: number, fork = '') =>
  ({ type: 'stamp.posted', block: blockOf(number, fork) }) as const
const retraction = (number: number) => ({ type: 'retracted', block: blockOf(number) }) as const

/** Of block 100, connected, at `start`. */
function begin(): Standing {
  const standing = createStanding(asOf(100), start, bound)
  standing.heard(start)
  return standing
}

/** Polls as the replica does, a second apart, three seconds long: then the first one counts. */
function pollUntilTaken(standing: Standing, at: AsOf, from: number): number {
  for (const after of [0, 1, 2, 3]) {
    const now = from + after * second
    standing.heard(now)
    standing.polled(at, now, now)
  }
  return from + 3 * second
}

const heightAt = (standing: Standing, now: number) => standing.check(now).asOf.blockNumber

describe('how old a replica may be', () => {
  it.each([
    [bound * second - second, true],
    [bound * second, true],
    [bound * second + 1, false],
    [bound * second + second, false],
    [-1, false],
  ])('judges by what it has, %i ms after all that it heard: %s', (age, isFit) => {
    const check = () => begin().check(start + age)
    if (isFit) expect(check().asOf).toEqual(asOf(100))
    else {
      const ageSeconds = age / second
      expect(check).toThrow(
        expect.objectContaining({ name: 'ReplicaStaleError', ageSeconds, maxStalenessSeconds: 30 }),
      )
    }
  })

  it('is stale where the feed is silent, although the index is polled', () => {
    const standing = begin()
    for (let age = 0; age <= bound + 1; age++) {
      standing.polled(asOf(100), start + age * second, start + age * second)
    }
    expect(heightAt(standing, start + bound * second)).toBe('100')
    expect(() => standing.check(start + bound * second + 1)).toThrow(/the feed was last heard of/)
  })

  it('is stale where the index cannot be polled, although the feed is there', () => {
    const standing = begin()
    for (let age = 0; age <= bound + 1; age++) standing.heard(start + age * second)
    expect(heightAt(standing, start + bound * second)).toBe('100')
    expect(() => standing.check(start + bound * second + 1)).toThrow(/the state of the index/)
  })

  it('is stale before the feed was ever reached', () => {
    expect(() => createStanding(asOf(100), start, bound).check(start)).toThrow(/not been reached/)
  })
})

describe('up to which block a replica goes', () => {
  it('takes a block without entries once the feed would have told of it, and not before', () => {
    const standing = begin()
    standing.polled(asOf(101), start, start)
    standing.polled(asOf(102), start + 1_999, start + 1_999)
    expect(heightAt(standing, start + 1_999)).toBe('100')
    standing.polled(asOf(103), start + 2_000, start + 2_000)
    expect(standing.check(start + 2_000)).toMatchObject({
      ...{ asOf: asOf(101), block: 101, timestamp: 1_700_000_101 },
      levels: { safe: 98, finalized: 61 },
    })
  })

  it('goes on with each entry, but not back with those of blocks that it has', () => {
    const standing = begin()
    standing.entered(entry(103), start)
    expect(standing.check(start).asOf).toMatchObject({ blockNumber: '103', headBlock: '103' })
    standing.entered(entry(102), start)
    expect(heightAt(standing, start)).toBe('103')
  })

  it('goes back with a retraction, to the newest block below that it knows', () => {
    const standing = begin()
    for (const number of [101, 103, 104]) standing.entered(entry(number), start)
    standing.entered(retraction(104), start)
    expect(standing.check(start).asOf.blockHash).toBe(hashOf(103))
    standing.entered(retraction(102), start)
    expect(heightAt(standing, start)).toBe('101')
    standing.entered(entry(102, ' again'), start)
    expect(standing.check(start).asOf.blockHash).toBe(hashOf(102, ' again'))
  })

  it('does not take a poll that was asked before a retraction', () => {
    const standing = begin()
    standing.entered(entry(101), start)
    standing.polled(asOf(101), start, start)
    standing.entered(retraction(101), start + second)
    standing.polled(asOf(100), start + 2 * second, start + 2 * second)
    expect(heightAt(standing, start + 2 * second)).toBe('100')
  })

  it('is stale where all that it knows was taken back, until it is polled', () => {
    const standing = begin()
    standing.entered(retraction(90), start)
    expect(() => standing.check(start)).toThrow(/took back all blocks/)
    const now = pollUntilTaken(standing, asOf(95, ' again'), start)
    expect(standing.check(now).asOf).toEqual(asOf(95, ' again'))
  })

  it('goes back where the chain became shorter and nothing had happened in what is gone', () => {
    const standing = begin()
    const now = pollUntilTaken(standing, asOf(98, ' again'), start + 1)
    expect(standing.check(now).asOf).toEqual(asOf(98, ' again'))
  })

  it('keeps to an entry that is newer than a poll', () => {
    const standing = begin()
    standing.polled(asOf(100), start, start)
    standing.entered(entry(105), start + second)
    standing.polled(asOf(104), start + 2 * second, start + 2 * second)
    expect(heightAt(standing, start + 2 * second)).toBe('105')
  })

  it('has another block of the same height where an entry says so', () => {
    const standing = begin()
    standing.entered(entry(100, ' again'), start)
    expect(standing.check(start).asOf.blockHash).toBe(hashOf(100, ' again'))
  })
})

describe('a chain that is unfit', () => {
  const unfit = { code: 'index_gap', because: 'a block is missing' }
  const refusal = expect.objectContaining({ name: 'ReplicaStaleError', code: 'index_gap' })

  it('is judged by nobody once the feed says so, until it says otherwise', () => {
    const standing = begin()
    standing.told(unfit)
    expect(() => standing.check(start)).toThrow(refusal)
    // Another process of the API may be able to answer; the feed is silent all the same.
    standing.polled(asOf(101), start, start)
    expect(() => standing.check(start)).toThrow(refusal)
    standing.told(undefined)
    expect(heightAt(standing, start)).toBe('100')
  })

  it('is judged by nobody once the API refuses to answer, until it answers', () => {
    const standing = begin()
    standing.refused(unfit)
    expect(() => standing.check(start)).toThrow(refusal)
    standing.polled(asOf(101), start, start)
    expect(heightAt(standing, start)).toBe('100')
  })
})

describe('a feed that broke', () => {
  it('has no block counted that was polled meanwhile', () => {
    const standing = begin()
    standing.broke()
    for (const after of [0, 1, 2, 3, 4]) {
      standing.polled(asOf(101), start + after * second, start + after * second)
    }
    expect(heightAt(standing, start + 4 * second)).toBe('100')
    const now = pollUntilTaken(standing, asOf(102), start + 5 * second)
    expect(heightAt(standing, now)).toBe('102')
  })
})
