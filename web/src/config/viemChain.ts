import type { Address, Chain } from 'viem'
import { defineChain } from 'viem'
import type { SiteChain } from './siteConfig.ts'

/** Where names are looked up, on the chains that have them (ENS). */
const nameResolvers: Readonly<Record<number, Address>> = {
  1: '0xeeeeeeee14d718c2b47d9923deab1335e144eeee',
  11155111: '0xeeeeeeee14d718c2b47d9923deab1335e144eeee',
}

/** A chain of the site as viem has it, asked at the site's node. */
export function viemChain(chain: SiteChain): Chain {
  const { id, name, nativeCurrency, rpcUrl, blockExplorerUrl } = chain
  const nameResolver = nameResolvers[id]
  return defineChain({
    ...{ id, name, nativeCurrency },
    ...(nameResolver && { contracts: { ensUniversalResolver: { address: nameResolver } } }),
    rpcUrls: { default: { http: [rpcUrl] } },
    ...(blockExplorerUrl && {
      blockExplorers: {
        default: { name: new URL(blockExplorerUrl).hostname, url: blockExplorerUrl },
      },
    }),
  })
}
