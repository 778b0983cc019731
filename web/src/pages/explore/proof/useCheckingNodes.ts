import { useMemo } from 'react'
import type { EIP1193RequestFn, Hex } from 'viem'
import { useConnection } from 'wagmi'
import { useChain } from '../../../config/useChain.ts'
import { usePublicClient } from '../../../config/usePublicClient.ts'
import { useWallet } from '../../../wallet/useWallet.ts'
import type { CheckingNode } from './CheckingNode.ts'

type Request = (asked: { method: string; params: readonly unknown[] }) => Promise<unknown>

/**
 * The nodes that proofs are held against, each where those before do not answer: that of the connected wallet, where it is on the chain
 * of the page; then that of this site. The development wallet has none of its own.
 */
export function useCheckingNodes(): readonly CheckingNode[] {
  const { connector } = useConnection()
  const { isOnChain, isDevelopment } = useWallet()
  const { rpcUrl, id } = useChain()
  const client = usePublicClient()
  const walletName = isOnChain && !isDevelopment ? connector?.name : undefined
  return useMemo(() => {
    const request = client.request as EIP1193RequestFn as Request
    const own = checkingNode(`this site’s node (${new URL(rpcUrl).host})`, async () => request)
    if (walletName === undefined || !connector) return [own]
    const wallet = checkingNode(`the node of ${walletName}`, async () => {
      const provider = (await connector.getProvider({ chainId: id })) as { request: Request }
      return (asked) => provider.request(asked)
    })
    return [wallet, own]
  }, [walletName, connector, client, rpcUrl, id])
}

function checkingNode(name: string, reach: () => Promise<Request>): CheckingNode {
  const ask = async (method: string, ...params: unknown[]) => (await reach())({ method, params })
  return {
    name,
    async hashOf(number) {
      const block = await ask('eth_getBlockByNumber', `0x${number.toString(16)}`, false)
      const hash = (block as { hash?: unknown } | null)?.hash
      return typeof hash === 'string' ? (hash as Hex) : undefined
    },
    async newest() {
      return BigInt(String(await ask('eth_blockNumber')))
    },
  }
}
