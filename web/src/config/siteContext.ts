import { createContext } from 'react'
import type { ScopedChain } from './scopedChain.ts'
import type { SiteConfig } from './siteConfig.ts'

/** What `SiteProvider` hands down; read it by `useSite`, `useChain` and `useChainChoice`. */
export type SiteScope = {
  site: SiteConfig
  chains: readonly ScopedChain[]
  chain: ScopedChain
}

export const siteContext = createContext<SiteScope | undefined>(undefined)
