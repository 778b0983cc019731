import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Address } from 'viem'
import { afterEach, describe, expect, it } from 'vitest'
import { hasSent } from '../../../web/src/wallet/hasSent.ts'

const one: Address = `0x${'11'.repeat(20)}`
const other: Address = `0x${'22'.repeat(20)}`

type Ask = { id: number; method: string; params: [string, string] }

let node: Server

/** Starts a node that knows how many transactions an account has sent; undefined: it fails. */
async function chainWith(countOf: ((address: string) => number) | undefined) {
  const asked: Ask[][] = []
  node = createServer((request, response) => {
    void json(request).then((asks) => {
      asked.push(asks as Ask[])
      if (!countOf) return response.writeHead(500).end()
      const answers = (asks as Ask[]).map(({ id, params: [address] }) => ({
        ...{ jsonrpc: '2.0', id },
        result: `0x${countOf(address).toString(16)}`,
      }))
      return response.end(JSON.stringify(answers))
    })
  }).listen(0, '127.0.0.1')
  await once(node, 'listening')
  const { port } = node.address() as AddressInfo
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const chain = { id: 31337, name: 'Local', rpcUrl: `http://127.0.0.1:${port}`, nativeCurrency }
  return { chain, asked }
}

afterEach(() => node.close())

describe('hasSent', () => {
  it('tells who has sent anything, in the order asked, by one request', async () => {
    const { chain, asked } = await chainWith((address) => (address === other ? 3 : 0))
    expect(await hasSent(chain, [one, other])).toEqual([false, true])
    expect(asked.map((asks) => asks.map(({ method }) => method))).toEqual([
      ['eth_getTransactionCount', 'eth_getTransactionCount'],
    ])
  })

  it('knows nothing of a node that fails', async () => {
    const { chain, asked } = await chainWith(undefined)
    expect(await hasSent(chain, [one, other])).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})
