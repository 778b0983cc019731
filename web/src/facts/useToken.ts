import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { getAddress, hexToString, isAddressEqual, trim, zeroAddress } from 'viem'
import type { NodeClient } from '../config/NodeClient.ts'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { shortHex } from '../ui/shortHex.ts'
import { tokenText } from './tokenText.ts'

export type Token = {
  address: Address
  /** What it calls itself; of one that does not say, `units of 0x1234…abcd`. */
  symbol: string
  /** 0 where it does not say: then amounts are in its smallest unit. */
  decimals: number
  /** Whether it said both. */
  isKnown: boolean
  /** Whether it is still being asked. */
  isPending: boolean
}

const view = { type: 'function', stateMutability: 'view', inputs: [] } as const
const abi = [
  { ...view, name: 'symbol', outputs: [{ type: 'string' }] },
  { ...view, name: 'decimals', outputs: [{ type: 'uint8' }] },
] as const
const oldAbi = [{ ...view, name: 'symbol', outputs: [{ type: 'bytes32' }] }] as const

/**
 * Symbol and decimals of a token: the chain's own currency from the configuration, any other as its contract says to the site's node.
 * Any token may call itself anything: show the address where it matters.
 */
export function useToken(address: Address): Token {
  const { caip2, nativeCurrency } = useChain()
  const client = usePublicClient()
  const isNative = isAddressEqual(address, zeroAddress)
  const { data, isPending } = useQuery({
    queryKey: [caip2, 'token', getAddress(address)],
    queryFn: () => askToken(client, address),
    enabled: !isNative,
    staleTime: Number.POSITIVE_INFINITY,
    meta: { live: false },
    networkMode: 'always',
    retry: 1,
    refetchInterval: ({ state }) => state.error !== null && 10_000,
  })
  if (isNative) {
    const { symbol, decimals } = nativeCurrency
    return { address, symbol, decimals, isKnown: true, isPending: false }
  }
  if (data) return { address, ...data, isKnown: true, isPending: false }
  const symbol = `units of ${shortHex(getAddress(address))}`
  return { address, symbol, decimals: 0, isKnown: false, isPending }
}

/** `null`: it does not say. */
async function askToken(
  client: NodeClient,
  address: Address,
): Promise<{ symbol: string; decimals: number } | null> {
  const [symbol, decimals] = await Promise.all([
    client
      .readContract({ address, abi, functionName: 'symbol' })
      .catch(() =>
        client
          .readContract({ address, abi: oldAbi, functionName: 'symbol' })
          .then((word) => hexToString(trim(word, { dir: 'right' }))),
      )
      .catch(() => undefined),
    client.readContract({ address, abi, functionName: 'decimals' }).catch(() => undefined),
  ])
  const text = symbol === undefined ? undefined : tokenText(symbol)
  if (text !== undefined && decimals !== undefined) return { symbol: text, decimals }
  // Only an answer is kept: a node that is gone says nothing of the token.
  await client.getBlockNumber()
  return null
}
