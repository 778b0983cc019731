import type { ScopedChain } from './scopedChain.ts'
import { useSiteScope } from './useSiteScope.ts'

/** The chain that the page is about. */
export function useChain(): ScopedChain {
  return useSiteScope().chain
}
