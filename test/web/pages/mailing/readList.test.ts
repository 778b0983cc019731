import { describe, expect, it } from 'vitest'
import { readList } from '../../../../web/src/pages/mailing/readList.ts'

describe('readList', () => {
  it('gives the text of a list, or says what to do', () => {
    const bytes = (text: string) => new TextEncoder().encode(text)
    expect(readList(bytes('Zoë,1\r\n'))).toEqual({ text: 'Zoë,1\n' })
    expect(readList(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a, 0x62])).fault).toBe(
      'Line 2 of the file is not UTF-8. Save it as “CSV UTF-8” in the spreadsheet, and choose that file.',
    )
    expect(readList(bytes('PK\u0003\u0004…')).fault).toMatch(/^This is a workbook, and no CSV\./)
    expect(readList(new Uint8Array([0xff, 0xfe, 0x61])).fault).toMatch(/^The file begins as UTF-16/)
  })
})
