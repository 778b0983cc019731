import { useSyncExternalStore } from 'react'
import { sharedClock } from '../../ui/sharedClock.ts'

/** The beginning of this hour in Unix seconds. */
export function useHour(): number {
  return useSyncExternalStore(sharedClock.subscribe, () => {
    const now = sharedClock.now()
    return now - (now % 3_600)
  })
}
