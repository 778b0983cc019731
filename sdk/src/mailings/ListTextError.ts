import { PennypostError } from '../errors/PennypostError.ts'

/**
 * Why the bytes of a list are not read as text:
 *
 * - `workbook`: they are a spreadsheet's own file, or an archive.
 * - `not_utf8`: `line` has other bytes.
 * - `not_utf16`: they begin as UTF-16, and are not.
 */
export type ListTextReason = 'workbook' | 'not_utf8' | 'not_utf16'

const sentences: Readonly<Record<ListTextReason, string>> = {
  workbook: 'The list is a workbook of a spreadsheet, or an archive',
  not_utf8: 'The list is not UTF-8',
  not_utf16: 'The list begins as UTF-16, and is not',
}

/** Thrown of a list whose letters with accents would be read as something else, and of a workbook; `reason` says why. */
export class ListTextError extends PennypostError {
  /** What is wrong. */
  readonly reason: ListTextReason
  /** The first line that is not UTF-8, from 1. */
  readonly line: number | undefined

  constructor(reason: ListTextReason, line?: number) {
    const where = line === undefined ? '' : `: line ${line} has other bytes`
    super(`${sentences[reason]}${where}. Save it as CSV in UTF-8.`)
    this.name = 'ListTextError'
    this.reason = reason
    this.line = line
  }
}
