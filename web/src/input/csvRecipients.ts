import type { Hex } from 'viem'
import { csvRows } from './csvRows.ts'
import { letterOfLine } from './letterOfLine.ts'
import { isHead, listColumns } from './listColumns.ts'

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

/**
 * Reads a list of recipients: CSV with a header that has `recipient`, and `text` (or `letter`) where each gets its own; or
 * no header, and recipients at the beginning of each line: what stands behind the first delimiter is the letter.
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
  const columns = listColumns(first.values)
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
    const read = letterOfLine(row, { columns, delimiter, common })
    const { recipient, faults } = read
    problems.push(...faults.map((reason) => ({ line: row.line, recipient, reason })))
    if (read.letter) letters.push(read.letter)
  }
  return { letters, problems, unused: columns.unused }
}
