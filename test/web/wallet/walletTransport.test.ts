import { createClient } from 'viem'
import { getBalance, getTransactionReceipt } from 'viem/actions'
import { describe, expect, it } from 'vitest'
import { causesOf } from '../../../web/src/wallet/causesOf.ts'
import type { Eip1193Request } from '../../../web/src/wallet/eip1193.ts'
import { WalletRequestError } from '../../../web/src/wallet/eip1193.ts'
import { isOfWallet, walletTransport } from '../../../web/src/wallet/walletTransport.ts'

const hash = `0x${'12'.repeat(32)}` as const
const account = `0x${'34'.repeat(20)}` as const

function world({
  wallet = () => Promise.resolve<unknown>(hash),
  check = () => Promise.resolve(),
} = {}) {
  const seen: string[] = []
  const client = createClient({
    transport: walletTransport({
      wallet: {
        request({ method }: Eip1193Request) {
          seen.push(`wallet ${method}`)
          return wallet()
        },
      },
      node: {
        request({ method }: Eip1193Request) {
          seen.push(`node ${method}`)
          const receipt = { transactionHash: hash, blockNumber: '0x10', logs: [] }
          return Promise.resolve(method === 'eth_getTransactionReceipt' ? receipt : '0x5')
        },
      },
      check,
      watcher: {
        onAsk: (method) => seen.push(`asking ${method}`),
        onAnswer: (method, answer) => seen.push(`answered ${method} ${String(answer)}`),
        onMined: (mined, blockNumber) => seen.push(`mined ${mined === hash} ${blockNumber}`),
      },
    }),
  })
  return { client, seen }
}

const send = { method: 'eth_sendTransaction', params: [{ from: account }] } as const

describe('walletTransport', () => {
  it('reads from the site’s node', async () => {
    const { client, seen } = world()
    expect(await getBalance(client, { address: account })).toBe(5n)
    expect(seen).toEqual(['node eth_getBalance'])
  })

  it.each(['eth_chainId', 'eth_accounts', 'wallet_getCapabilities'])(
    'asks the wallet for %s, without a word to the person',
    async (method) => {
      const { client, seen } = world()
      await client.request({ method } as never)
      expect(seen).toEqual([`wallet ${method}`])
    },
  )

  it.each(['eth_sendTransaction', 'wallet_sendCalls', 'personal_sign', 'eth_signTypedData_v4'])(
    'tells of %s before and after',
    async (method) => {
      const { client, seen } = world()
      await client.request({ method } as never)
      expect(seen).toEqual([`asking ${method}`, `wallet ${method}`, `answered ${method} ${hash}`])
    },
  )

  it('does not ask a wallet that has changed', async () => {
    const changed = new Error('changed')
    const { client, seen } = world({ check: () => Promise.reject(changed) })
    const thrown = await client.request(send as never).catch((error: unknown) => error)
    expect(causesOf(thrown)).toContain(changed)
    expect(seen).toEqual([])
  })

  it('knows the wallet’s errors, and only those', async () => {
    const refused = new WalletRequestError(4001, 'no')
    const { client, seen } = world({
      wallet: () => Promise.reject(refused),
    })
    const thrown = await client.request(send as never).catch((error: unknown) => error)
    expect(causesOf(thrown).filter(isOfWallet)).toEqual([refused])
    expect(seen.at(-1)).toBe('answered eth_sendTransaction undefined')
  })

  it('tells of what is in a block', async () => {
    const { client, seen } = world()
    await getTransactionReceipt(client, { hash })
    expect(seen).toEqual(['node eth_getTransactionReceipt', 'mined true 16'])
  })
})
