import { describe, expect, it } from 'vitest'
import { relativeTime, roughSpan } from '../../../web/src/ui/relativeTime.ts'

const now = 1_800_000_000
const ago = (seconds: number) => relativeTime(now - seconds, now)
const ahead = (seconds: number) => relativeTime(now + seconds, now)

describe('relativeTime', () => {
  it('is just now for ten seconds', () => {
    expect(ago(0)).toBe('just now')
    expect(ago(9)).toBe('just now')
    expect(ago(10)).toBe('10 seconds ago')
  })

  it('changes its unit when a whole one is over', () => {
    expect(ago(59)).toBe('59 seconds ago')
    expect(ago(60)).toBe('1 minute ago')
    expect(ago(3_599)).toBe('59 minutes ago')
    expect(ago(3_600)).toBe('1 hour ago')
    expect(ago(86_399)).toBe('23 hours ago')
    expect(ago(86_400)).toBe('1 day ago')
    expect(ago(30 * 86_400)).toBe('1 month ago')
    expect(ago(365 * 86_400)).toBe('1 year ago')
  })

  it('looks ahead as well', () => {
    expect(ahead(1)).toBe('in a moment')
    expect(ahead(9)).toBe('in a moment')
    expect(ahead(10)).toBe('in 10 seconds')
    expect(ahead(2 * 86_400)).toBe('in 2 days')
  })
})

describe('roughSpan', () => {
  it('rounds down', () => {
    expect(roughSpan(0)).toBe('0 seconds')
    expect(roughSpan(7_199)).toBe('1 hour')
    expect(roughSpan(7_200)).toBe('2 hours')
  })
})
