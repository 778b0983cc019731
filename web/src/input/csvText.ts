type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export type CsvText = { text: string; fault?: undefined } | { text?: undefined; fault: string }

const howToExport = 'Save it as “CSV UTF-8” in the spreadsheet, and choose that file.'

/** How workbooks begin, which are archives or old binary files. */
const workbooks: readonly string[] = ['504b0304', 'd0cf11e0']

/**
 * The text of a list as spreadsheets save it: UTF-8, or UTF-16 by its mark or by where its zeros are.
 *
 * @returns The text with line breaks as `\n`, or a sentence that says what to do.
 */
export function csvText(bytes: Uint8Array): CsvText {
  const head = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (workbooks.includes(head)) {
    return { fault: `This is a workbook, and no CSV. ${howToExport}` }
  }
  const encoding = encodingOf(bytes)
  const text = decoded(bytes, encoding)
  // Within a value, too: the parser would count such a line break as two lines.
  if (text !== undefined) return { text: text.replaceAll(/\r\n?/g, '\n') }
  if (encoding !== 'utf-8')
    return { fault: `The file begins as UTF-16, and is not. ${howToExport}` }
  return { fault: `Line ${badLineOf(bytes)} of the file is not UTF-8. ${howToExport}` }
}

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
