import type { ReceivedLetter } from '../../relays/ReceivedLetter.ts'
import { snippetOf } from './snippetOf.ts'

/** What there is to read of a letter. */
export type LetterState = {
  /** In one line, for a list. */
  line: string
  /** All of it. */
  content?: string | undefined
  /** Why there is nothing to read: a sentence. */
  problem?: string | undefined
}

/**
 * @param letter - Undefined: it is not in this browser.
 * @param hasKeys - Whether this browser has keys that open letters of the inbox; undefined: not known yet.
 */
export function letterState(
  letter: ReceivedLetter | undefined,
  hasKeys: boolean | undefined,
): LetterState {
  if (letter?.content !== undefined)
    return { line: snippetOf(letter.content), content: letter.content }
  if (letter)
    return {
      line: 'Cannot be opened here',
      problem: letter.problem ?? 'This letter could not be opened yet.',
    }
  if (hasKeys === undefined) return { line: 'Looking for the letter …' }
  if (!hasKeys)
    return {
      line: 'The keys of this inbox are not here',
      problem:
        'The letter is sealed for keys that this browser does not have. Bring them from a file, above; the stake can be answered without.',
    }
  return {
    line: 'The letter is not here',
    problem:
      'No relay that this page reads has this letter: its sender may not have handed it over yet, another relay may have it, or another device of yours took it in.',
  }
}
