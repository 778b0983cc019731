import { useSyncExternalStore } from 'react'
import { sharedClock } from '../../ui/sharedClock.ts'

/** Whether a time has come: renders again when it does. @param at - Unix seconds. */
export function useIsOver(at: number): boolean {
  return useSyncExternalStore(sharedClock.subscribe, () => sharedClock.now() >= at)
}
