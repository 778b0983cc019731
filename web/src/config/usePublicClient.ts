import type { NodeClient } from './NodeClient.ts'
import { publicClientOf } from './publicClientOf.ts'
import { useChain } from './useChain.ts'

/** Asks the site's node about the chain that the page is about. */
export function usePublicClient(): NodeClient {
  return publicClientOf(useChain())
}
