import { contentOfText, maxContentBytes } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { getAddress, zeroAddress, zeroHash } from 'viem'
import type { CsvDelimiter, CsvRow } from './csvRows.ts'
import { csvRows } from './csvRows.ts'

/** A line of a list of recipients that can be meant. */
export type ListedLetter = {
  /** In the list, from 1. */
  line: number
  /** An inbox id in lower case, or a wallet. */
  recipient: Hex
  text: string
}

/** A line that cannot be mailed, and why, in a sentence. */
export type LineProblem = {
  line: number
  /** Undefined: the line names nobody who can be meant. */
  recipient?: Hex | undefined
  reason: string
}

export type CsvRecipients =
  | {
      letters: readonly ListedLetter[]
      problems: readonly LineProblem[]
      /** Columns that nothing is made of. */
      unused: readonly string[]
      fault?: undefined
    }
  | { letters?: undefined; fault: string }

/** More would fill the browser's storage: the command line takes millions. */
export const mostListed = 20_000

/** All letters of a mailing have the same. */
const ofAll = ['stake', 'carriage', 'relay', 'token', 'expires']

const words: Readonly<Record<CsvDelimiter, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
}

/**
 * Reads a list of recipients: CSV with a header that has `recipient`, and `text` (or `letter`) where each gets its own; or
 * no header, and recipients at the beginning of each line.
 *
 * @param common - The letter of each line that has none of its own; may be empty.
 * @param breathe - Awaited now and then, so that the page can answer while a long list is read.
 * @returns The letters and the lines that make no sense; or, where the list as a whole makes none, a sentence that says what to change.
 */
export async function csvRecipients(
  list: string,
  common: string,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<CsvRecipients> {
  const read = await csvRows(list, isHead, breathe)
  if (read.fault !== undefined) return { fault: read.fault }
  const { delimiter } = read
  const [first] = read.rows
  if (!first) return { fault: 'The list is empty. Name a recipient in each line.' }
  const columns = columnsOf(first)
  if (columns.fault !== undefined) return { fault: columns.fault }
  const rows = columns.hasHeader ? read.rows.slice(1) : read.rows
  if (rows.length === 0) return { fault: 'The list has a header, and nobody below it.' }
  if (rows.length > mostListed) {
    return {
      fault: `The list has ${rows.length} lines, and a browser mails at most ${mostListed} at once: split it, or use the command line.`,
    }
  }
  if (columns.text < 0 && common.trim() === '') {
    return { fault: 'The list has no column “text”: write the letter for all of them below.' }
  }
  const letters: ListedLetter[] = []
  const problems: LineProblem[] = []
  for (const row of rows) {
    await breathe()
    const read = letterOf(row, { columns, delimiter, common })
    const { recipient, faults } = read
    problems.push(...faults.map((reason) => ({ line: row.line, recipient, reason })))
    if (read.letter) letters.push(read.letter)
  }
  return { letters, problems, unused: columns.unused }
}

type ReadRow = {
  letter?: ListedLetter | undefined
  recipient?: Hex | undefined
  faults: readonly string[]
}

function letterOf(
  { line, values }: CsvRow,
  {
    columns,
    delimiter,
    common,
  }: { columns: KnownColumns; delimiter: CsvDelimiter; common: string },
): ReadRow {
  const { hasHeader, names } = columns
  if (hasHeader && values.length !== names.length)
    return { faults: [miscounted(values.length, names.length, delimiter)] }
  const { recipient, fault } = recipientOf(values[columns.recipient] ?? '')
  const text = values[columns.text] || common
  const faults = [fault, textFault(text)].filter((one) => one !== undefined)
  if (faults.length > 0 || recipient === undefined) return { recipient, faults }
  return { letter: { line, recipient, text }, faults }
}

type KnownColumns = {
  hasHeader: boolean
  names: readonly string[]
  recipient: number
  /** -1: there is none. */
  text: number
  unused: readonly string[]
  fault?: undefined
}
type Columns = KnownColumns | { fault: string }

const lower = (values: readonly string[]) => values.map((value) => value.toLowerCase())

function isHead(values: readonly string[]): boolean {
  return lower(values).includes('recipient') || isRecipient(values[0] ?? '')
}

function columnsOf({ values }: CsvRow): Columns {
  if (isRecipient(values[0] ?? '')) {
    return { hasHeader: false, names: [], recipient: 0, text: 1, unused: [] }
  }
  const names = lower(values)
  const double = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (double !== undefined) return { fault: `The header has two columns “${double}”.` }
  const recipient = names.indexOf('recipient')
  if (recipient < 0) {
    const found = values.filter(Boolean).slice(0, 5).join(', ')
    return {
      fault: `The first line is a header with a column “recipient”, or names a recipient. It is: ${clipped(found)}`,
    }
  }
  const same = names.find((name) => ofAll.includes(name))
  if (same !== undefined) {
    return {
      fault: `All letters of a mailing have the same ${same}: choose it below, and take the column out of the list.`,
    }
  }
  if (names.includes('text') && names.includes('letter')) {
    return { fault: 'The header has both “text” and “letter”: keep the one that has the letters.' }
  }
  const text = Math.max(names.indexOf('text'), names.indexOf('letter'))
  const unused = values.filter((_, index) => index !== recipient && index !== text)
  return { hasHeader: true, names, recipient, text, unused: unused.filter(Boolean) }
}

function isRecipient(value: string): boolean {
  return /^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(value)
}

type Recipient = { recipient: Hex; fault?: undefined } | { recipient?: undefined; fault: string }

function recipientOf(value: string): Recipient {
  if (value === '') return { fault: 'There is no recipient in this line.' }
  if (!isRecipient(value)) {
    return {
      fault: `“${clipped(value)}” is no recipient: that is an address (0x and 40 digits) or an inbox id (0x and 64).`,
    }
  }
  if (value.length === 66) {
    const recipient = value.toLowerCase() as Hex
    return recipient === zeroHash ? { fault: 'Inbox 0 is nobody’s.' } : { recipient }
  }
  const recipient = getAddress(value.toLowerCase())
  const isMixed = /[a-f]/.test(value) && /[A-F]/.test(value)
  if (isMixed && recipient !== value) {
    return { fault: `${value} has a typing mistake: its capitals do not fit its digits.` }
  }
  return recipient === zeroAddress ? { fault: 'Address 0 is nobody’s.' } : { recipient }
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

function miscounted(found: number, expected: number, delimiter: CsvDelimiter): string {
  const counts = `The line has ${found} ${found === 1 ? 'value' : 'values'}, and the header has ${expected}`
  if (found < expected) return `${counts}.`
  return `${counts}: a value with ${words[delimiter]} in it stands in double quotes.`
}

/** What a stranger wrote, short and in one line. */
function clipped(text: string): string {
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
