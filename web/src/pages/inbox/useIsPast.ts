import { useSyncExternalStore } from 'react'
import { sharedClock } from '../../ui/sharedClock.ts'

/** Whether a second has come, and renders again when it does. @param at - Unix seconds; undefined never comes. */
export function useIsPast(at: number | undefined): boolean {
  return useSyncExternalStore(
    sharedClock.subscribe,
    () => at !== undefined && sharedClock.now() >= at,
  )
}
