import type { Contracts } from '@pennypost/sdk'

/** One chain that the site can be about. */
export type SiteChain = {
  id: number
  name: string
  /** Of a node that browsers may ask. */
  rpcUrl: string
  nativeCurrency: { name: string; symbol: string; decimals: number }
  /** Where Pennypost's contracts lie; else where the SDK knows them to. */
  contracts?: Contracts | undefined
  /** Only of a local chain: accounts with funds that nobody minds. */
  developmentMnemonic?: string | undefined
  blockExplorerUrl?: string | undefined
}

/** What whoever serves the site says of it, in `config.json`. */
export type SiteConfig = {
  apiUrl: string
  /** The first one is shown unless the url names another. */
  chains: readonly SiteChain[]
  /** Relays that the policy of the page lets it ask. */
  relayUrls: readonly string[]
}
