import type { CustomTransport, EIP1193RequestFn, Hash } from 'viem'
import { custom } from 'viem'
import type { Eip1193Provider, Eip1193Request } from './eip1193.ts'

/** Who wants to know what a wallet is asked, and what comes of it. */
export type WalletWatcher = {
  /** Before the person is asked. What it throws ends the request. */
  onAsk?(method: string): void
  /** The wallet has answered: of what sends, with a hash, or the id of a batch; with nothing where it refused. */
  onAnswer?(method: string, answer: unknown): void
  /** Something that was sent is in that block. */
  onMined?(hash: Hash, blockNumber: bigint): void
}

type Parameters = {
  wallet: Eip1193Provider
  /** The site's node, which is asked all that no person needs to be asked for. */
  node: { request: unknown }
  /** Throws unless the wallet is still what it was. Before the person is asked. */
  check(): Promise<void>
  watcher?: WalletWatcher | undefined
}

/** Errors that came out of a wallet, and not of the site's node. */
const ofWallet = new WeakSet<object>()

/** Whether an error, or one of its causes as `causesOf` gives them, was thrown by the wallet. */
export function isOfWallet(error: object): boolean {
  return ofWallet.has(error)
}

const asking = /^(wallet_send(Calls|Transaction)|eth_sendTransaction|eth_sign|personal_sign)/
const answeredByWallet =
  /^(wallet_|eth_sendTransaction|eth_sign|personal_|eth_(requestA|a)ccounts|eth_chainId)/

/** Sends what needs the person to the wallet, and what only reads to the site's node: the two may know different things. */
export function walletTransport({ wallet, node, check, watcher }: Parameters): CustomTransport {
  const ofNode = node.request as EIP1193RequestFn

  async function askWallet(request: Eip1193Request): Promise<unknown> {
    const isAsking = asking.test(request.method)
    if (isAsking) {
      await check()
      watcher?.onAsk?.(request.method)
    }
    const answer = await wallet.request(request).catch((error: unknown) => {
      if (isAsking) watcher?.onAnswer?.(request.method, undefined)
      const thrown = error instanceof Object ? error : new Error(String(error))
      ofWallet.add(thrown)
      throw thrown
    })
    if (isAsking) watcher?.onAnswer?.(request.method, answer)
    return answer
  }

  async function askNode(request: Eip1193Request): Promise<unknown> {
    const answer: unknown = await ofNode(request as never)
    if (request.method === 'eth_getTransactionReceipt' && answer instanceof Object) {
      const { transactionHash, blockNumber } = answer as Record<string, unknown>
      if (typeof blockNumber === 'string')
        watcher?.onMined?.(transactionHash as Hash, BigInt(blockNumber))
    }
    return answer
  }

  return custom(
    {
      request: (request: Eip1193Request) =>
        answeredByWallet.test(request.method) ? askWallet(request) : askNode(request),
    },
    { retryCount: 0 },
  )
}
