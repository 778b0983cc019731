import { describe, expect, it } from 'vitest'
import { uriText } from '../../../../web/src/pages/mailing/uriText.ts'

describe('uriText', () => {
  it('leaves an address as it is', () => {
    expect(uriText('https://example.org/a?b=ü#c')).toBe('https://example.org/a?b=ü#c')
  })

  it('shows where there are signs that nobody would see', () => {
    expect(uriText('a\u202eb\u200bc\nd')).toBe('a\ufffdb\ufffdc\ufffdd')
  })

  it('says how long a long one is', () => {
    expect(uriText('a'.repeat(300))).toBe('a'.repeat(300))
    expect(uriText('a'.repeat(1_301))).toBe(`${'a'.repeat(300)}… (1,301 characters)`)
  })
})
