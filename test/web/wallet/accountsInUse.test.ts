import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Address, Hex } from 'viem'
import { decodeFunctionData, pad, zeroHash } from 'viem'
import { afterEach, describe, expect, it } from 'vitest'
import { abis } from '../../../sdk/src/index.ts'
import { accountsInUse } from '../../../web/src/wallet/accountsInUse.ts'

const one: Address = `0x${'11'.repeat(20)}`
const other: Address = `0x${'22'.repeat(20)}`
const registry: Address = `0x${'33'.repeat(20)}`

type Call = { to: Address; data: Hex }
type Ask = { id: number; method: string; params: [Address | Call, string] }
type Knows = {
  /** How many transactions an account has sent. */
  sent?: Partial<Record<Address, number>>
  /** Which have an inbox. */
  linked?: readonly Address[]
}

let node: Server

/** Starts a node that knows that of accounts; undefined: it fails. */
async function chainWith(knows: Knows | undefined) {
  const asked: Ask[][] = []
  node = createServer((request, response) => {
    void json(request).then((asks) => {
      asked.push(asks as Ask[])
      if (!knows) return response.writeHead(500).end()
      const answers = (asks as Ask[]).map(({ id, params: [address] }) => ({
        ...{ jsonrpc: '2.0', id },
        result: typeof address === 'string' ? countOf(knows, address) : inboxOf(knows, address),
      }))
      return response.end(JSON.stringify(answers))
    })
  }).listen(0, '127.0.0.1')
  await once(node, 'listening')
  const { port } = node.address() as AddressInfo
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const rpcUrl = `http://127.0.0.1:${port}`
  const chain = {
    ...{ id: 31337, caip2: 'eip155:31337' as const, name: 'Local', rpcUrl, nativeCurrency },
    contracts: { InboxRegistry: registry, RelayRegistry: registry, PostOffice: registry },
  }
  return { chain, asked }
}

function countOf({ sent }: Knows, address: Address): Hex {
  return `0x${(sent?.[address] ?? 0).toString(16)}`
}

function inboxOf({ linked }: Knows, { to, data }: Call): Hex {
  expect(to).toBe(registry)
  const { args = [] } = decodeFunctionData({ abi: abis.InboxRegistry, data })
  return linked?.includes(args[0] as Address) ? pad('0x5') : zeroHash
}

afterEach(() => node.close())

describe('accountsInUse', () => {
  it('tells who has sent anything, in the order asked, by one request', async () => {
    const { chain, asked } = await chainWith({ sent: { [other]: 3 } })
    expect(await accountsInUse(chain, [one, other])).toEqual([false, true])
    expect(asked).toHaveLength(1)
    expect(asked[0]?.map(({ method }) => method).sort()).toEqual([
      ...['eth_call', 'eth_call', 'eth_getTransactionCount', 'eth_getTransactionCount'],
    ])
  })

  it('counts a wallet of an inbox that has sent nothing itself', async () => {
    const { chain } = await chainWith({ linked: [one] })
    expect(await accountsInUse(chain, [one, other])).toEqual([true, false])
  })

  it('knows nothing of a node that fails', async () => {
    const { chain, asked } = await chainWith(undefined)
    expect(await accountsInUse(chain, [one, other])).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})
