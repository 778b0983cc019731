import { describe, expect, it } from 'vitest'
import { turnOf } from '../../../../web/src/pages/mailing/turnOf.ts'

const usual = {
  ...{ status: 'admitted' as const, count: 3, collected: 0, unsent: 0 },
  isPublished: true,
  ...{ expiresAt: 1_000, now: 999 },
}
const who = (facts: Partial<Parameters<typeof turnOf>[0]>) => turnOf({ ...usual, ...facts }).who

describe('turnOf', () => {
  it('is yours until it is paid and sent', () => {
    expect(who({ status: 'none' })).toBe('you')
    expect(who({ status: 'open', unsent: 3 })).toBe('you')
    expect(who({ status: 'admitted', unsent: 1, collected: 1 })).toBe('you')
  })

  it('is the relay’s until it admits, then the recipients’', () => {
    expect(who({ status: 'open' })).toBe('relay')
    expect(who({})).toBe('recipients')
  })

  it('is yours once it is sent and not published, as long as somebody has something to collect', () => {
    expect(who({ isPublished: false })).toBe('you')
    expect(who({ status: 'open', isPublished: false })).toBe('you')
    expect(turnOf({ ...usual, isPublished: false, unsent: 1 }).todo).toBe('Send the letters')
    expect(who({ isPublished: false, collected: 3 })).toBe('nobody')
    expect(who({ isPublished: undefined })).toBe('recipients')
  })

  it('is nobody’s once every letter is collected', () => {
    expect(who({ collected: 3 })).toBe('nobody')
    expect(who({ collected: 3, now: 1_000 })).toBe('nobody')
  })

  it('is yours from the second on in which it expires, as long as there is something to take back', () => {
    expect(who({ now: 1_000 })).toBe('you')
    // The carriage comes back.
    expect(who({ status: 'open', collected: 3, now: 1_000 })).toBe('you')
    expect(who({ status: 'closed', now: 1_000 })).toBe('nobody')
    expect(who({ status: 'none', now: 1_000 })).toBe('nobody')
  })
})
