import fc from 'fast-check'
import { pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { keepShown, soonestFirst } from '../../../../web/src/pages/received/keepShown.ts'
import { mail, received } from './received.ts'

/*
keepShown
├── begins with what ends soonest, and by id where that is the same
├── puts what comes later at the end, as fresh
├── has no letter of a mailing as fresh that was there before the page
├── leaves what goes where it was
├── shows the newest of what is known, also of what no longer waits
└── never moves anything, whatever comes and goes
*/

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => Number(id))
const of = (id: number, expiresAt: number) =>
  received({ stampId: pad(`0x${id.toString(16)}`), expiresAt })

describe('keepShown', () => {
  it('begins with what ends soonest, and by id where that is the same', () => {
    const shown = keepShown(undefined, [of(1, 30), of(3, 20), of(2, 20)])
    expect(ids(shown.items)).toEqual([2, 3, 1])
    expect(shown.fresh.size + shown.gone.size).toBe(0)
  })

  it('puts what comes later at the end, as fresh', () => {
    const first = keepShown(undefined, [of(1, 30)])
    const { items, fresh } = keepShown(first, [of(3, 10), of(1, 30), of(2, 5)])
    expect(ids(items)).toEqual([1, 2, 3])
    expect([...fresh].map(Number).sort()).toEqual([2, 3])
  })

  it('has no letter of a mailing as fresh that was there before the page', () => {
    const first = keepShown(undefined, [of(1, 30)])
    const mails = [99, 100].map((since) => mail({ letterHash: pad(toHex(since)) }, since))
    const { items, fresh } = keepShown(first, [of(1, 30), ...mails], { openedAt: 100 })
    expect(ids(items)).toEqual([1, 99, 100])
    expect([...fresh].map(Number)).toEqual([100])
  })

  it('leaves what goes where it was', () => {
    const first = keepShown(undefined, [of(1, 10), of(2, 20), of(3, 30)])
    const second = keepShown(first, [of(1, 10), of(3, 30)])
    expect(ids(second.items)).toEqual([1, 2, 3])
    expect([...second.gone].map(Number)).toEqual([2])
    expect(keepShown(second, [of(1, 10), of(2, 20), of(3, 30)]).gone.size).toBe(0)
  })

  it('shows the newest of what is known, also of what no longer waits', () => {
    const first = keepShown(undefined, [of(1, 10)])
    const later = { ...of(1, 10), since: 99 }
    expect(keepShown(first, [], { all: [later] }).items).toEqual([later])
    expect(keepShown(first, [later]).items).toEqual([later])
  })

  it('never moves anything, whatever comes and goes', () => {
    const lists = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 12 })), { maxLength: 6 })
    fc.assert(
      fc.property(lists, (steps) => {
        let shown: ReturnType<typeof keepShown> | undefined
        for (const step of steps) {
          const before = shown ? ids(shown.items) : []
          const waiting = step.map((id) => of(id, id % 4))
          shown = keepShown(shown, waiting)
          const after = ids(shown.items)
          if (before.length > 0) expect(after.slice(0, before.length)).toEqual(before)
          expect(new Set(after).size).toBe(after.length)
          const { gone } = shown
          const left = shown.items.filter(({ id }) => !gone.has(id))
          expect(soonestFirst(left)).toEqual(soonestFirst(waiting))
        }
      }),
    )
  })
})
