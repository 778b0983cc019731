import { useEffect, useRef } from 'react'
import { isDelivered } from './isDelivered.ts'
import type { OwnLetter } from './OwnLetter.ts'
import { ownLetterKey } from './ownLetterStore.ts'
import { sendings } from './sendings.ts'
import { useStartSending } from './useSending.ts'

/**
 * Goes on with letters that were left behind: looks on chain for what a wallet may have been asked for, and hands over what is paid. No wallet
 * is asked for anything.
 */
export function useResumedLetters(letters: readonly OwnLetter[] | undefined): void {
  const start = useStartSending()
  const begun = useRef(new Set<string>())
  useEffect(() => {
    for (const letter of letters ?? []) {
      const key = ownLetterKey(letter)
      const isOpen = !isDelivered(letter) && (letter.postage?.timesAsked ?? 0) > 0
      if (!isOpen || begun.current.has(key) || sendings.stateOf(key)) continue
      begun.current.add(key)
      start(key, { mayAsk: false })
    }
  }, [letters, start])
}
