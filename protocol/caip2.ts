/** A chain's name after CAIP-2. Only EVM chains: `eip155:<chain id>`. */
export type Caip2 = `eip155:${number}`

/** Decimal, no leading zero, at most 2^53 − 1: chain ids are `number` everywhere in Pennypost. */
export const caip2Pattern = /^eip155:[1-9][0-9]{0,15}$/

/**
 * Names an EVM chain. `toCaip2(31337)` is `eip155:31337`.
 *
 * @example
 * toCaip2(8453) // 'eip155:8453'
 */
export function toCaip2(chainId: number): Caip2 {
  return `eip155:${chainId}`
}
