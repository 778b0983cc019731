import type { SiteConfig } from '../../../web/src/config/siteConfig.ts'

/** Of a site on two chains, with a node, an API and a relay elsewhere. */
export const siteConfig: SiteConfig = {
  apiUrl: 'https://api.example/pennypost',
  relayUrls: ['https://relay.example:8443'],
  chains: [
    {
      id: 31337,
      name: 'Local chain',
      rpcUrl: 'http://127.0.0.1:8545/key',
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    },
    {
      id: 31338,
      name: 'Another',
      rpcUrl: 'https://node.example',
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    },
  ],
}
