import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { contentOfText, textOfContent } from '../../../sdk/src/letters/index.ts'

describe('textOfContent', () => {
  test.prop([fc.string({ unit: 'binary' })])('gives back any text', (text) => {
    expect(textOfContent(contentOfText(text))).toBe(text)
  })

  it('keeps a byte order mark, and none for no text', () => {
    expect(textOfContent(contentOfText('\uFEFFa'))).toBe('\uFEFFa')
    expect(textOfContent(new Uint8Array())).toBe('')
  })

  it.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0x61, 0xe2, 0x82]]])(
    'gives none of bytes that are no UTF-8: %o',
    (bytes) => {
      expect(textOfContent(Uint8Array.from(bytes))).toBeUndefined()
    },
  )
})
