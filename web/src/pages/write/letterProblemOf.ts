import { PostageRefusedError } from '@pennypost/sdk'
import type { Problem } from '../../acts/Problem.ts'
import { problemOf } from '../../acts/problemOf.ts'
import { reasonSentence } from '../../facts/reasonSentence.ts'
import { relaySentence } from '../../relays/relaySentence.ts'
import { StorageError } from '../../storage/StorageError.ts'
import { isOfRelay } from './isOfRelay.ts'
import { problemTitles } from './letterProblemTitles.ts'

/** What went wrong with a letter, in a title and a sentence; undefined: nothing, as the person said no. */
export function letterProblemOf(
  error: unknown,
  facts: Parameters<typeof problemOf>[1],
): Pick<Problem, 'title' | 'sentence'> | undefined {
  if (error instanceof StorageError)
    return { title: 'Nothing was sent', sentence: `${error.message} Nothing was paid now.` }
  if (error instanceof PostageRefusedError)
    return { title: 'The relay does not take it', sentence: reasonSentence(error.reason) }
  if (isOfRelay(error))
    return { title: 'The relay does not answer', sentence: relaySentence(error) }
  const title = error instanceof Error ? problemTitles[error.name] : undefined
  if (title && error instanceof Error) return { title, sentence: error.message }
  return problemOf(error, facts)
}
