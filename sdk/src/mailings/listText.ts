import { ListTextError } from './ListTextError.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** How what spreadsheets save by themselves begins: a zip archive, and what came before it. */
const workbooks: readonly string[] = ['504b0304', 'd0cf11e0']

/**
 * The text of a list that a spreadsheet or a program has written: UTF-8, or UTF-16 as “Unicode Text” of Excel is, with or without a mark at
 * its beginning.
 *
 * @param bytes - The whole file.
 * @returns The text with line breaks as `\n`, and without the mark.
 * @throws {ListTextError} It is of another encoding, or a workbook.
 *
 * @example
 * const text = listText(new Uint8Array(await file.arrayBuffer()))
 */
export function listText(bytes: Uint8Array): string {
  const head = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (workbooks.includes(head)) throw new ListTextError('workbook')
  const encoding = encodingOf(bytes)
  const text = decoded(bytes, encoding)
  // Within a value, too: parsers would count such a line break as two lines.
  if (text !== undefined) return text.replaceAll(/\r\n?/g, '\n')
  if (encoding === 'utf-8') throw new ListTextError('not_utf8', badLineOf(bytes))
  throw new ListTextError('not_utf16')
}

/** By its mark, or by where the zeros are: a header has no sign beyond ASCII, unless it has no column that is used. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

/** Undefined: it is of another encoding. A mark at the beginning is left out. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The first line that is no UTF-8, from 1: no sign of it has the byte of a line break in it. */
function badLineOf(bytes: Uint8Array): number {
  let [line, start] = [1, 0]
  for (;;) {
    const end = bytes.indexOf(0x0a, start)
    const part = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (end < 0 || decoded(part, 'utf-8') === undefined) return line
    line += 1
    start = end + 1
  }
}
