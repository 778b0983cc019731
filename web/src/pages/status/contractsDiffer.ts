import type { Contracts } from '@pennypost/sdk'
import type { ApiChain } from './chainFacts.ts'

/** The contracts that lie elsewhere for the API than for the site: then they tell of two different Pennyposts. */
export function contractsDiffer(site: Contracts, api: ApiChain['contracts']): string[] {
  return Object.entries(api)
    .filter(([name, { address }]) => {
      const here = Object.entries(site).find(([known]) => known === name)?.[1]
      return here?.toLowerCase() !== address.toLowerCase()
    })
    .map(([name]) => name)
}
