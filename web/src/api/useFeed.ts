import { useSyncExternalStore } from 'react'
import { useChain } from '../config/useChain.ts'
import type { Feed } from './feedStore.ts'
import { feedStore } from './feedStore.ts'

/** Whether news of the chain come, and how far the API is. */
export function useFeed(): Feed {
  const { caip2 } = useChain()
  return useSyncExternalStore(feedStore.subscribe, () => feedStore.get(caip2))
}
