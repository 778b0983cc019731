import { PennypostError } from '../errors/PennypostError.ts'

/**
 * What is wrong with the file of a mailing:
 *
 * - `not_a_mailing`: it does not begin as such a file does.
 * - `other_version`: it is of a form that this package does not know.
 * - `other_deployment`: it is of another chain, or of another PostOffice.
 * - `cut_short`: a letter of it is no JSON.
 * - `damaged`: something in it is not as it must be.
 * - `incomplete`: it has fewer letters than its mailing, or more.
 * - `changed`: it is not of the mailing that it names, or a letter is another one than was paid for.
 */
export type MailingFileReason =
  | 'not_a_mailing'
  | 'other_version'
  | 'other_deployment'
  | 'cut_short'
  | 'damaged'
  | 'incomplete'
  | 'changed'

/** What else is known of what is wrong. */
export type MailingFileErrorOptions = {
  /** Of the letter that it is about, from 0. */
  index?: number | undefined
  cause?: unknown
}

/** Thrown of a file that is none of a mailing, or not whole and as it was written; `reason` says why. */
export class MailingFileError extends PennypostError {
  /** What is wrong. */
  readonly reason: MailingFileReason
  /** The same as a sentence goes on after the name of the file, such as `is not whole: it has 2 of 3 letters.` */
  readonly fault: string
  /** Of the letter that it is about, from 0; undefined: it is about the mailing, or all letters. */
  readonly index: number | undefined

  constructor(
    reason: MailingFileReason,
    fault: string,
    { index, cause }: MailingFileErrorOptions = {},
  ) {
    super(`The file ${fault}`, { cause })
    this.name = 'MailingFileError'
    this.reason = reason
    this.fault = fault
    this.index = index
  }
}
