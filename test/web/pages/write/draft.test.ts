import { afterEach, describe, expect, it } from 'vitest'
import { clearDraft, readDraft, writeDraft } from '../../../../web/src/pages/write/draft.ts'

const { sessionStorage: before } = globalThis

/** A tab's storage, as far as a draft needs one. */
function giveStorage(kept: Record<string, string> = {}): void {
  const entries = new Map(Object.entries(kept))
  const storage = {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, value: string) => void entries.set(name, value),
  }
  Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true })
}

afterEach(() => {
  Object.defineProperty(globalThis, 'sessionStorage', { value: before, configurable: true })
})

const token = `0x${'ab'.repeat(20)}` as const
const draft = { to: '0x1', text: 'Dear Chloe', token, relay: 'http://relay.example' }

describe('a draft', () => {
  it('keeps the token and the relay that were chosen, so that a letter that comes back asks for no other money', () => {
    giveStorage()
    writeDraft(draft)
    expect(readDraft()).toEqual(draft)
  })

  it('is empty where something else is kept', () => {
    giveStorage({ 'pennypost.write': '{"to":1,"text":null,"token":{},"relay":[]}' })
    expect(readDraft()).toEqual({ to: '', text: '', token: undefined, relay: undefined })
    giveStorage({ 'pennypost.write': 'null' })
    expect(readDraft()).toEqual({ to: '', text: '' })
  })

  it('is forgotten once its text is sent, and not for another one', () => {
    giveStorage()
    writeDraft(draft)
    clearDraft('Dear Bruno')
    expect(readDraft().text).toBe('Dear Chloe')
    clearDraft('Dear Chloe')
    expect(readDraft().text).toBe('')
  })
})
