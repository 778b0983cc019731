import type { ApiAnswer } from '@pennypost/sdk'

/** A chain as the API tells of it. */
export type ApiChain = ApiAnswer<'getChains'>['chains'][number]

/** What is known of a chain: by the API, and by the site's own node. */
export type ChainFacts = {
  /** `missing`: the API answers, and not for this chain. */
  api: ApiChain | 'asking' | 'silent' | 'missing'
  /** The newest block of the node. */
  node: bigint | 'asking' | 'silent'
}
