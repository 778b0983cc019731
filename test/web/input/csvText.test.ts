import { describe, expect, it } from 'vitest'
import { csvText } from '../../../web/src/input/csvText.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, isLittle: boolean, mark: readonly number[] = []): Uint8Array {
  const units = Array.from(text, (_, at) => text.charCodeAt(at))
  const bytes = units.flatMap((unit) => {
    const pair = [unit & 0xff, unit >> 8]
    return isLittle ? pair : pair.reverse()
  })
  return new Uint8Array([...mark, ...bytes])
}

describe('csvText', () => {
  it('reads UTF-8, with its mark or without', () => {
    expect(csvText(utf8('Zoë,1')).text).toBe('Zoë,1')
    expect(csvText(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8('Zoë')])).text).toBe('Zoë')
  })

  it('reads UTF-16 of either order, by its mark or by its zeros', () => {
    expect(csvText(utf16('recipient,Zoë', true, [0xff, 0xfe])).text).toBe('recipient,Zoë')
    expect(csvText(utf16('recipient,Zoë', false, [0xfe, 0xff])).text).toBe('recipient,Zoë')
    expect(csvText(utf16('recipient,Zoë', true)).text).toBe('recipient,Zoë')
    expect(csvText(utf16('recipient,Zoë', false)).text).toBe('recipient,Zoë')
  })

  it('makes one line break of each kind', () => {
    expect(csvText(utf8('a\r\nb\rc\nd')).text).toBe('a\nb\nc\nd')
  })

  it('reads nothing as nothing', () => {
    expect(csvText(new Uint8Array()).text).toBe('')
  })

  it('names the line that is no UTF-8', () => {
    const bytes = new Uint8Array([...utf8('a\nb\n'), 0xe9, ...utf8('\nd')])
    expect(csvText(bytes).fault).toContain('Line 3 of the file is not UTF-8')
  })

  it('tells a workbook from a list', () => {
    expect(csvText(utf8('PK\u0003\u0004…')).fault).toContain('workbook')
  })
})
