import type { Page } from 'playwright-core'
import type { Hex, TransactionRequest } from 'viem'
import type { LiveClient } from '../../../sdk/guard/support/liveChain.ts'

export type InjectedWallet = {
  /** What the user was asked for, by method. */
  asked: string[]
  /** Whether the user agrees to what it is asked for next. */
  agrees: boolean
  /** The chain that the wallet is on. */
  chainId: number
}

type Asked = { method: string; params?: unknown[] }
type Answer = { result: unknown } | { error: { code: number; message: string } }

const refused = { error: { code: 4001, message: 'User rejected the request.' } }

/**
 * Gives a page `window.ethereum` (EIP-1193) as an extension does: a wallet outside of the page, which has the key and a node of its own, and asks its
 * user before it says who it is, sends or signs.
 */
export async function injectWallet(page: Page, client: LiveClient): Promise<InjectedWallet> {
  const wallet: InjectedWallet = { asked: [], agrees: true, chainId: 31337 }
  let isConnected = false

  const consented = async (method: string, act: () => Promise<unknown>): Promise<Answer> => {
    wallet.asked.push(method)
    return wallet.agrees ? { result: await act() } : refused
  }
  const accounts = () => (isConnected ? [client.account.address.toLowerCase()] : [])

  function connect(): Promise<string[]> {
    isConnected = true
    return Promise.resolve(accounts())
  }

  async function answer({ method, params = [] }: Asked): Promise<Answer> {
    switch (method) {
      case 'eth_requestAccounts':
        return isConnected ? { result: accounts() } : await consented(method, connect)
      case 'eth_accounts':
        return { result: accounts() }
      case 'eth_chainId':
        return { result: `0x${wallet.chainId.toString(16)}` }
      case 'eth_sendTransaction':
        return await consented(method, () => sendBy(client, params[0] as Transaction))
      case 'eth_signTypedData_v4':
        return await consented(method, () => client.signTypedData(JSON.parse(params[1] as string)))
      default:
        return { result: await client.request({ method, params } as never) }
    }
  }

  await page.exposeFunction('askWallet', (asked: Asked) =>
    answer(asked).catch(({ code = -32_603, message }) => ({ error: { code, message } })),
  )
  await page.addInitScript(() => {
    const request = async (asked: Asked) => {
      const { error, result } = await askWallet(asked)
      if (error) throw Object.assign(new Error(error.message), error)
      return result
    }
    Object.assign(globalThis, { ethereum: { request, on() {}, removeListener() {} } })
  })
  return wallet
}

declare function askWallet(asked: Asked): Promise<{
  result?: unknown
  error?: { code: number; message: string }
}>

type Transaction = Record<'to' | 'data' | 'value', Hex | undefined>

async function sendBy(client: LiveClient, { to, data, value }: Transaction): Promise<Hex> {
  const request: TransactionRequest = { to, data, value: BigInt(value ?? 0) }
  return await client.sendTransaction(request as never)
}
