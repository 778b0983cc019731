import { contentOfText, maxContentBytes } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { clipped } from './clipped.ts'
import type { ListedLetter } from './csvRecipients.ts'
import type { CsvDelimiter, CsvRow } from './csvRows.ts'
import type { KnownColumns } from './listColumns.ts'
import { listedRecipient } from './listedRecipient.ts'

export type LetterOfLine = {
  /** Absent where there are faults. */
  letter?: ListedLetter | undefined
  /** Absent where the line names nobody who can be meant. */
  recipient?: Hex | undefined
  /** Sentences. */
  faults: readonly string[]
}

type List = { columns: KnownColumns; delimiter: CsvDelimiter; common: string }

/**
 * What a line of a list says.
 *
 * @param list.common - The letter where the line has none of its own; may be empty.
 */
export function letterOfLine(row: CsvRow, list: List): LetterOfLine {
  const { line, values } = row
  const miscounted = countFault(row, list)
  if (miscounted !== undefined) return { faults: [miscounted] }
  const { recipient, fault } = listedRecipient(values[list.columns.recipient] ?? '')
  const text = ownText(row, list) || list.common
  const faults = [fault, textFault(text)].filter((one) => one !== undefined)
  if (faults.length > 0 || recipient === undefined) return { recipient, faults }
  return { letter: { line, recipient, text }, faults }
}

function countFault(row: CsvRow, { columns, delimiter }: List): string | undefined {
  const found = row.values.length
  const quoting = `: a value with ${words[delimiter]} in it stands in double quotes.`
  const counts = `The line has ${found} ${found === 1 ? 'value' : 'values'}, and`
  if (!columns.hasHeader) {
    // In quotes, or of several lines, it is not meant as it stands.
    const isPlain = !/^"|\n/.test(behindFirst(row.raw, delimiter))
    if (found <= 2 || isPlain) return undefined
    return `${counts} without a header there are 2${quoting}`
  }
  const expected = columns.names.length
  if (found === expected) return undefined
  return `${counts} the header has ${expected}${found < expected ? '.' : quoting}`
}

function ownText({ values, raw }: CsvRow, { columns, delimiter }: List): string | undefined {
  const isWhole = columns.hasHeader || values.length <= 2
  if (isWhole) return values[columns.text]
  // A spreadsheet fills its lines with values that are empty.
  if (values.slice(1).every((value) => value === '')) return undefined
  return behindFirst(raw, delimiter)
}

/** What stands behind the first delimiter. Valid recipients have none in them. */
function behindFirst(raw: string, delimiter: CsvDelimiter): string {
  return raw.slice(raw.indexOf(delimiter) + 1).trim()
}

const words: Readonly<Record<CsvDelimiter, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
}

function textFault(text: string): string | undefined {
  if (text.trim() === '') return 'There is no letter in this line.'
  if (/^0x[0-9a-f]{64}$/i.test(text)) {
    return 'This is the hash of a letter that was sealed elsewhere: only the command line mails those.'
  }
  if (/^[\w.-]+\.(txt|md|html?|pdf|docx?|eml)$/i.test(text)) {
    return `“${clipped(text)}” is the name of a file, which a page cannot open: put the words of the letter here.`
  }
  const bytes = contentOfText(text).length
  if (bytes <= maxContentBytes) return undefined
  return `The letter has ${bytes} bytes, and may have ${maxContentBytes}.`
}
