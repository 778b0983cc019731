import { describe, expect, it } from 'vitest'
import { LetterBusyError } from '../../../web/src/letters/letterProblems.ts'
import type { Lease } from '../../../web/src/letters/withLease.ts'
import { withLease } from '../../../web/src/letters/withLease.ts'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'

const leases = (name: string) => createStore<Lease>(`test-${name}`, memory())

describe('withLease', () => {
  it('lets one in at a time, and the next when it is done', async () => {
    const store = leases('one')
    let done = () => {}
    const work = new Promise<void>((resolve) => {
      done = resolve
    })
    const first = withLease(store, 'letter', () => work)
    await expect(withLease(store, 'letter', async () => 1)).rejects.toThrow(LetterBusyError)
    expect(await withLease(store, 'other', async () => 2)).toBe(2)
    done()
    await first
    expect(await withLease(store, 'letter', async () => 3)).toBe(3)
  })

  it('is over with the work that fails', async () => {
    const store = leases('fails')
    const failing = withLease(store, 'letter', () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await withLease(store, 'letter', async () => 1)).toBe(1)
  })

  it.each([
    [14_999, false],
    [15_000, true],
    [15_001, true],
  ])('of a tab that is gone is over after 15 s: %i ms', async (after, isFree) => {
    const store = leases(`gone-${after}`)
    await store.set('letter', { holder: 'gone', until: 15_000 })
    const taken = withLease(
      store,
      'letter',
      async () => 'mine',
      () => after,
    )
    if (isFree) expect(await taken).toBe('mine')
    else await expect(taken).rejects.toThrow(LetterBusyError)
  })
})
