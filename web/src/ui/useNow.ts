import { useSyncExternalStore } from 'react'
import { sharedClock } from './sharedClock.ts'

/** Now in Unix seconds, by the {@link sharedClock}: renders again each second. */
export function useNow(): number {
  return useSyncExternalStore(sharedClock.subscribe, sharedClock.now)
}
