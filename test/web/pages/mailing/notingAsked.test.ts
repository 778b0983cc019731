import { beforeEach, describe, expect, it } from 'vitest'
import { noteGoneOut } from '../../../../web/src/acts/mayHaveGoneOut.ts'
import type { KeptMailing } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { keyOfMailing } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { notingAsked } from '../../../../web/src/pages/mailing/notingAsked.ts'
import { createStore } from '../../../../web/src/storage/createStore.ts'
import { memory } from '../../../../web/src/storage/memory.ts'
import { exampleMailing } from '../../../sdk/mailings/support/exampleMailing.ts'

/*
notingAsked
├── notes the time before it asks
├── given the mailing was thrown away meanwhile: it does not ask
├── given the wallet surely did nothing
│   ├── given it was not asked before: the note goes
│   └── given it was asked before: that note stands again
└── given it may have gone out: the note stays
*/

const [refused, stillOpen] = [{ code: 4001 }, { code: -32002 }]

describe('notingAsked', async () => {
  const { letters: _, ...head } = await exampleMailing({ count: 1 })
  const token = { symbol: 'ETH', decimals: 18 }
  const kept: KeptMailing = { ...head, name: 'readers', keptAt: 1, token, sent: 0 }
  const key = keyOfMailing(kept)
  let store = createStore<KeptMailing>('test-asked', memory())
  const askedAt = async () => (await store.get(key))?.askedAt

  beforeEach(async () => {
    store = createStore('test-asked', memory())
    await store.set(key, kept)
  })

  it('notes the time before it asks, and keeps it after', async () => {
    let noted: number | undefined
    const ask = async () => {
      noted = await askedAt()
    }
    await notingAsked(kept, ask, store)
    expect(noted).toBeGreaterThan(1_700_000_000)
    expect(await askedAt()).toBe(noted)
  })

  it('does not ask for one that was thrown away meanwhile', async () => {
    await store.delete(key)
    let asked = 0
    const ask = () => {
      asked += 1
      return Promise.resolve()
    }
    await expect(notingAsked(kept, ask, store)).rejects.toThrow('Nothing was paid')
    expect(asked).toBe(0)
  })

  it.each([
    ['a no', refused],
    ['a wallet with another request open', stillOpen],
  ])('forgets it after %s to the first question', async (_, answer) => {
    const error = Object.assign(new Error('no'), answer)
    await expect(notingAsked(kept, () => Promise.reject(error), store)).rejects.toBe(error)
    expect(await askedAt()).toBeUndefined()
  })

  it.each([
    ['a no', refused],
    ['a wallet with another request open', stillOpen],
  ])('is as unsure as before after %s to a later question', async (_, answer) => {
    // In another tab, or before a reload: what the page was given does not say so.
    await store.set(key, { ...kept, askedAt: 17 })
    const error = Object.assign(new Error('no'), answer)
    await expect(notingAsked(kept, () => Promise.reject(error), store)).rejects.toBe(error)
    expect(await askedAt()).toBe(17)
  })

  it('keeps the note where it may have gone out', async () => {
    const lost = noteGoneOut(Promise.reject(new Error('The wallet went away')))
    await expect(notingAsked(kept, () => lost, store)).rejects.toThrow('went away')
    expect(await askedAt()).toBeGreaterThan(1_700_000_000)
  })
})
