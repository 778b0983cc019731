import { PennypostError } from './PennypostError.ts'

/**
 * Why a letter could not be opened:
 *
 * - `not_a_letter`: it does not begin as a letter does, or is longer than any letter.
 * - `other_version`: it is a letter of a version that this package does not know.
 * - `not_for_this_key`: it is for another inbox or chain, or for other keys of the inbox.
 * - `damaged`: it is for this key, and not as its sender sealed it.
 *
 * Why it could not be sealed: `content_too_long`, `too_many_keys`. And `bad_parameter` for both: the caller's own mistake.
 */
export type LetterErrorCode =
  | 'not_a_letter'
  | 'other_version'
  | 'not_for_this_key'
  | 'damaged'
  | 'content_too_long'
  | 'too_many_keys'
  | 'bad_parameter'

/** Thrown when a letter cannot be opened or sealed; `code` says why. */
export class LetterError extends PennypostError {
  /** Why: the codes of docs/letters.md, and those for parameters. */
  readonly code: LetterErrorCode

  constructor(code: LetterErrorCode, shortMessage: string, cause?: unknown) {
    super(shortMessage, { docsPath: 'docs/letters.md', cause })
    this.name = 'LetterError'
    this.code = code
  }
}
