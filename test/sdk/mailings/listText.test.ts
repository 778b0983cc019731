import { describe, expect, it } from 'vitest'
import { listText } from '../../../sdk/src/mailings/listText.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, isLittle: boolean, mark: readonly number[] = []): Uint8Array {
  const units = Array.from(text, (_, at) => text.charCodeAt(at))
  const bytes = units.flatMap((unit) => {
    const pair = [unit & 0xff, unit >> 8]
    return isLittle ? pair : pair.reverse()
  })
  return new Uint8Array([...mark, ...bytes])
}

function refusal(bytes: Uint8Array): unknown {
  try {
    return listText(bytes)
  } catch (error) {
    return error
  }
}

describe('listText', () => {
  it('reads UTF-8, with its mark or without', () => {
    expect(listText(utf8('Zoë,1'))).toBe('Zoë,1')
    expect(listText(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8('Zoë')]))).toBe('Zoë')
  })

  it('reads UTF-16 of either order, by its mark or by its zeros', () => {
    expect(listText(utf16('recipient,Zoë', true, [0xff, 0xfe]))).toBe('recipient,Zoë')
    expect(listText(utf16('recipient,Zoë', false, [0xfe, 0xff]))).toBe('recipient,Zoë')
    expect(listText(utf16('recipient,Zoë', true))).toBe('recipient,Zoë')
    expect(listText(utf16('recipient,Zoë', false))).toBe('recipient,Zoë')
  })

  it('makes one line break of each kind', () => {
    expect(listText(utf8('a\r\nb\rc\nd'))).toBe('a\nb\nc\nd')
  })

  it('reads nothing as nothing', () => {
    expect(listText(new Uint8Array())).toBe('')
  })

  it('names the line that is no UTF-8', () => {
    const bytes = new Uint8Array([...utf8('a\nb\n'), 0xe9, ...utf8('\nd')])
    expect(refusal(bytes)).toMatchObject({
      ...{ name: 'ListTextError', reason: 'not_utf8', line: 3 },
      shortMessage: 'The list is not UTF-8: line 3 has other bytes. Save it as CSV in UTF-8.',
    })
  })

  it('refuses half a sign of UTF-16', () => {
    const cut = utf16('recipient', true, [0xff, 0xfe]).subarray(0, -1)
    expect(refusal(cut)).toMatchObject({ reason: 'not_utf16', line: undefined })
  })

  it('tells a workbook from a list', () => {
    expect(refusal(utf8('PK\u0003\u0004…'))).toMatchObject({ reason: 'workbook' })
  })
})
