import { useMemo } from 'react'
import { useChain } from '../config/useChain.ts'
import { useEntries } from '../storage/useEntries.ts'
import type { OwnLetter } from './OwnLetter.ts'
import { ownLetterPrefix, ownLetterStore } from './ownLetterStore.ts'

/** The letters that were written in this browser on the chain of the page, the newest first. */
export function useOwnLetters(): {
  letters: readonly OwnLetter[] | undefined
  problem: Error | undefined
} {
  const { caip2 } = useChain()
  const { entries, problem } = useEntries(ownLetterStore, ownLetterPrefix(caip2))
  const letters = useMemo(
    () =>
      entries?.map(([, letter]) => letter).sort((one, other) => other.createdAt - one.createdAt),
    [entries],
  )
  return { letters, problem }
}
