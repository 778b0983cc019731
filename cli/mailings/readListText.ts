import { readFileSync } from 'node:fs'
import { CliError } from '../errors/CliError.ts'

/** What spreadsheets save by themselves: a zip archive, and what came before it. */
const workbooks = ['504b0304', 'd0cf11e0']

const howToExport =
  'Save the list as CSV in UTF-8: “CSV UTF-8” in Excel, the character set “Unicode (UTF-8)” in LibreOffice.'

/**
 * The text of a list that a spreadsheet or a program has written: UTF-8, or UTF-16 as “Unicode Text” of Excel is, with or without a mark at
 * its beginning. Line breaks come as `\n`.
 *
 * @throws {CliError} It is of another encoding, where letters with accents would be read as something else, or a workbook.
 */
export function readListText(file: string): string {
  const bytes = readFileSync(file)
  if (workbooks.includes(bytes.toString('hex', 0, 4)))
    throw new CliError(`${file} is a workbook of a spreadsheet, or an archive. ${howToExport}`)
  const encoding = encodingOf(bytes)
  const text = decoded(bytes, encoding)
  // Within a field, too: the parser would count such a line break as two lines.
  if (text !== undefined) return text.replaceAll('\r\n', '\n')
  const where = encoding === 'utf-8' ? `: line ${badLineOf(bytes)} has other bytes` : ''
  throw new CliError(`${file} is not ${encoding.toUpperCase()}${where}. ${howToExport}`)
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** By its mark, or by where the zeros are: a header has no sign beyond ASCII, unless it has no column that is used. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

/** Undefined: it is of another encoding. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The first line that is no UTF-8, from 1: no sign of it has the byte of a line break in it. */
function badLineOf(bytes: Buffer): number {
  let [line, start] = [1, 0]
  for (;;) {
    const end = bytes.indexOf(0x0a, start)
    const isBad =
      decoded(bytes.subarray(start, end < 0 ? bytes.length : end), 'utf-8') === undefined
    if (isBad || end < 0) return line
    line += 1
    start = end + 1
  }
}
