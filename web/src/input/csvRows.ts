import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import type { CsvPart } from './csvParts.ts'
import { csvParts } from './csvParts.ts'

/** A line of a CSV file. */
export type CsvRow = {
  /** Where it ends in the file, from 1. */
  line: number
  values: readonly string[]
  /** As it stands in the file, quotes and spaces and all. */
  raw: string
}

export type CsvDelimiter = ',' | ';' | '\t'

export type CsvRows =
  | { rows: readonly CsvRow[]; delimiter: CsvDelimiter; fault?: undefined }
  | { rows?: undefined; fault: string }

const delimiters: readonly CsvDelimiter[] = [',', ';', '\t']

/**
 * The lines of a CSV (RFC 4180) whose values are set apart by commas, semicolons or tabs, without those that are empty.
 *
 * @param isHead - Whether values make sense as the first line: it tells what sets them apart.
 * @param breathe - Awaited now and then, so that the page can answer.
 * @returns The lines, or a sentence that says what to change.
 */
export async function csvRows(
  given: string,
  isHead: (values: readonly string[]) => boolean,
  breathe: () => Promise<void>,
): Promise<CsvRows> {
  const text = given.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const delimiter = delimiterOf(text, isHead)
  const rows: CsvRow[] = []
  for (const part of csvParts(text)) {
    await breathe()
    const read = rowsOf(part, delimiter)
    if ('fault' in read) return read
    rows.push(...read.rows)
  }
  return { rows, delimiter }
}

function rowsOf(
  { text, before }: CsvPart,
  delimiter: CsvDelimiter,
): { rows: readonly CsvRow[] } | { fault: string } {
  try {
    const found = parse(text, {
      ...{ trim: true, info: true, raw: true, skip_empty_lines: true, delimiter },
      ...{ relax_column_count: true, columns: false },
    }) as unknown as readonly { record: string[]; raw: string; info: { lines: number } }[]
    const rows = found.map(({ record, raw, info }) => {
      return { line: before + info.lines, values: record, raw }
    })
    return { rows: rows.filter(({ values }) => values.some((value) => value !== '')) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const where = typeof error.lines === 'number' ? `Line ${before + error.lines} is` : 'This is'
    return {
      fault: `${where} no CSV: a value with a quote in it stands in quotes as a whole, and has each of its own twice, as in "Dear ""Ada""".`,
    }
  }
}

function delimiterOf(text: string, isHead: (values: readonly string[]) => boolean): CsvDelimiter {
  const first = /\S.*/.exec(text)?.[0] ?? ''
  const values = (delimiter: string) =>
    first.split(delimiter).map((value) => value.replaceAll('"', '').trim())
  // What stands behind a recipient tells before any header does: the words of a letter may look like one.
  const own = behindRecipient.exec(first)?.[1]
  const found = delimiters.find(
    (delimiter) => first.includes(delimiter) && isHead(values(delimiter)),
  )
  // The first line may be a recipient alone: then what stands behind another one tells.
  const later = behindRecipient.exec(text)?.[1]
  const known = (sign: string | undefined) => delimiters.find((delimiter) => delimiter === sign)
  return known(own) ?? found ?? known(later) ?? ','
}

const behindRecipient = /^[ "]*0x[0-9a-fA-F]+[ "]*([,;\t])/m
