import type { EligibleLetter } from './eligibleLetter.ts'
import type { LetterInput } from './letterInput.ts'

/** A header of an answer. */
export type Header = readonly [name: string, value: string]

/** A letter that is in the hands of a handler, which has to say what became of it: one of these, once. */
export type PendingLetter = {
  response?: undefined
  letter: EligibleLetter
  /**
   * The letter is kept.
   *
   * @returns What its sender is to get with the answer: its receipt.
   * @throws What the store throws: the letter is not taken in.
   */
  confirm(): Promise<Header>
  /** The letter could not be kept: it may be sent again at once. Does not throw. */
  abandon(): Promise<void>
  /** Nobody waits for the answer any more, though the letter may yet be kept: it may be sent again after a minute. */
  lapse(): void
}

/** What became of a request: an answer, or a letter for a handler. */
export type GuardResult = { response: Response; letter?: undefined } | PendingLetter

/** Lets through letters that may be carried. Does not throw. */
export type Guard = (input: LetterInput) => Promise<GuardResult>
