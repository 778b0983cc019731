import type { Contracts } from '@pennypost/sdk'
import { contractsOn, toCaip2 } from '@pennypost/sdk'
import type { Caip2 } from './caip2.ts'
import type { SiteChain } from './siteConfig.ts'

/** A chain of the site, with its name at the API and the contracts there. */
export type ScopedChain = SiteChain & { caip2: Caip2; contracts: Contracts }

/** @throws {UnknownChainError} Neither the configuration nor the SDK knows the contracts. */
export function scopedChain(chain: SiteChain): ScopedChain {
  return {
    ...chain,
    caip2: toCaip2(chain.id),
    contracts: chain.contracts ?? contractsOn(chain.id),
  }
}
