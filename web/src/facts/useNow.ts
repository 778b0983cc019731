import { useNow as useClock } from '../ui/useNow.ts'

/**
 * Now in Unix seconds, each second anew: the clock of this browser, or the newest block's where that is ahead, as the API and
 * the chain have it.
 */
export function useNow(): number {
  return useClock()
}
