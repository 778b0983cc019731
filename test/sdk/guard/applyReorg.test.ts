import type { Hex } from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyReorg } from '../../../sdk/src/guard/applyReorg.ts'
import type { LetterStore } from '../../../sdk/src/guard/letterStore.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { letterFor, stampFor } from './support/letterStoreSpec.ts'

const stamp = stampFor('a')
const stampId = stamp.stampId as Hex
const mailingId: Hex = `0x${'12'.repeat(32)}`

let store: LetterStore

beforeEach(async () => {
  store = memoryLetterStore()
  await store.finish(letterFor('a', stampId), stamp)
  await store.finish(letterFor('b', mailingId), undefined)
})

const isHeld = async (name: string) => (await store.find(letterFor(name))) === undefined

describe('applyReorg', () => {
  it.each([
    ['a', 'stamp.posted', { stampId }],
    ['b', 'mailing.opened', { mailingId }],
  ])('holds letter %s back while its %s is retracted, and tells', async (name, type, of) => {
    const told: string[] = []
    const options = {
      store,
      onRetracted: (id: Hex) => void told.push(`retracted ${id}`),
      onRestored: (id: Hex) => void told.push(`restored ${id}`),
    }
    await applyReorg({ type: 'retracted', retractedType: type, ...of }, options)
    expect(await isHeld(name)).toBe(true)
    expect(await isHeld(name === 'a' ? 'b' : 'a')).toBe(false)
    await applyReorg({ type, ...of }, options)
    expect(await isHeld(name)).toBe(false)
    const [id] = Object.values(of)
    expect(told).toEqual([`retracted ${id}`, `restored ${id}`])
  })

  it('has carriage earned anew whose admission is retracted', async () => {
    await store.settleUnadmitted([stampId])
    await applyReorg({ type: 'stamp.admitted', stampId }, { store })
    expect(await store.listUnadmitted(10)).toEqual([])
    await applyReorg({ type: 'retracted', retractedType: 'stamp.admitted', stampId }, { store })
    expect(await store.listUnadmitted(10)).toEqual([stamp])
    expect(await isHeld('a')).toBe(false)
  })

  it.each([
    { type: 'stamp.collected', stampId },
    { type: 'retracted', retractedType: 'stamp.collected', stampId },
    { type: 'retracted', retractedType: 'consent.set' },
    { type: 'state.corrected' },
  ])('leaves letters alone at anything else: %j', async (entry) => {
    await store.settleUnadmitted([stampId])
    await applyReorg(entry, { store })
    expect(await isHeld('a')).toBe(false)
    expect(await store.listUnadmitted(10)).toEqual([])
  })
})
