import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvParts } from '../../../web/src/input/csvParts.ts'

describe('csvParts', () => {
  it('has whole lines, and tells how many are before', () => {
    expect([...csvParts('ab\ncd\nef', 1)]).toEqual([
      { text: 'ab\n', before: 0 },
      { text: 'cd\n', before: 1 },
      { text: 'ef', before: 2 },
    ])
  })

  it('keeps a value in quotes whole', () => {
    expect([...csvParts('"a\n""b""\nc"\nd', 1)]).toEqual([
      { text: '"a\n""b""\nc"\n', before: 0 },
      { text: 'd', before: 3 },
    ])
  })

  it('loses nothing, whatever is in there', () => {
    const texts = fc.array(fc.constantFrom('a', '"', '\n', ',')).map((signs) => signs.join(''))
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const parts = [...csvParts(text, size)]
        expect(parts.map((part) => part.text).join('')).toBe(text)
        for (const [place, { before }] of parts.entries()) {
          const earlier = parts.slice(0, place).map((part) => part.text)
          expect(before).toBe(earlier.join('').split('\n').length - 1)
        }
      }),
    )
  })
})
