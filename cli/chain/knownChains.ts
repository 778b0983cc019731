/** A chain by what people call it. */
export type KnownChain = { name: string; symbol: string }

/** What the native token is called is never asked of anyone: a wrong answer would be paid with other money. */
const knownChains: Readonly<Record<number, KnownChain>> = {
  1: { name: 'Ethereum', symbol: 'ETH' },
  10: { name: 'OP Mainnet', symbol: 'ETH' },
  137: { name: 'Polygon', symbol: 'POL' },
  8453: { name: 'Base', symbol: 'ETH' },
  31337: { name: 'local chain 31337', symbol: 'ETH' },
  31338: { name: 'local chain 31338', symbol: 'ETH' },
  42161: { name: 'Arbitrum One', symbol: 'ETH' },
  84532: { name: 'Base Sepolia', symbol: 'ETH' },
  11155111: { name: 'Sepolia', symbol: 'ETH' },
}

/** Undefined for a chain that is not known by name: there the native token is called `native`. */
export function knownChain(chainId: number): KnownChain | undefined {
  return Object.hasOwn(knownChains, chainId) ? knownChains[chainId] : undefined
}

/** Chains that live in the memory of a node on somebody's machine, and whose accounts everybody has the keys of. */
export const localChains: readonly number[] = [31337, 31338]

export function isLocalChain(chainId: number): boolean {
  return localChains.includes(chainId)
}
