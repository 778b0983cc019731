import type { Address } from 'viem'
import { numberToHex, toFunctionSelector } from 'viem'
import type { Node } from '../freshness/node.ts'
import { readDecimals } from './decimals.ts'
import { readSymbol } from './symbol.ts'

/** What a token says of itself, as far as it can be shown. */
export type TokenInfo = { symbol?: string | undefined; decimals?: number | undefined }

/** Gas of one call: ten times what an honest token behind a proxy takes, and no more than a hostile one may have of a node. */
const gas = numberToHex(250_000)

const selectors = [toFunctionSelector('symbol()'), toFunctionSelector('decimals()')]

/**
 * Asks tokens for symbol and decimals, at the node's newest block, in one request.
 *
 * @returns In the order of the tokens; undefined for one that the node has not answered for.
 * @throws {Error} The node does not answer.
 */
export async function askTokens(
  node: Node,
  tokens: readonly Address[],
): Promise<(TokenInfo | undefined)[]> {
  const replies = await node.request(
    tokens.flatMap((to) =>
      selectors.map((data) => ({ method: 'eth_call', params: [{ to, data, gas }, 'latest'] })),
    ),
  )
  return tokens.map((_, i) => {
    const [symbol, decimals] = [replies[i * 2], replies[i * 2 + 1]]
    const isAnswered = [symbol, decimals].every(
      (reply) => reply?.result !== undefined || reply?.error !== undefined,
    )
    if (!isAnswered) return undefined
    return { symbol: readSymbol(symbol?.result), decimals: readDecimals(decimals?.result) }
  })
}
