import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectNode } from '../../../api/freshness/node.ts'
import { createFakeChain } from '../fakeChain.ts'

/*
connectNode
├── given one url → blocks in the order asked, null for what it does not know
├── given several urls
│   ├── when the first fails → it asks the next, and stays with it
│   └── when all fail → it throws, without naming a url
├── given a url of another chain → that url counts as failed
└── given an answer that is none (status, JSON, batch, newest block) → failed
*/

type Answer = (call: { method: string; params: unknown[] }) => unknown

const servers: Server[] = []
const chain = createFakeChain(20)

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('connectNode', () => {
  it('gives blocks in the order asked, and null for what the node does not know', async () => {
    const { url } = await startNode()
    const blocks = await connectNode({ urls: [url], chainId: 31337 }).blocks([
      'latest',
      3,
      'safe',
      99,
      'finalized',
    ])
    expect(blocks).toEqual([chain.head, chain.blocks[3], null, null, null])
  })

  it('takes replies in any order, and hashes in any case', async () => {
    const { url } = await startNode(answer, (replies) => replies.toReversed())
    const node = connectNode({ urls: [url], chainId: 31337 })
    expect(await node.blocks([1, 2])).toEqual([chain.blocks[1], chain.blocks[2]])
  })

  it('asks the next url when one fails, and stays with it', async () => {
    const dead = await startNode(() => {
      throw new Error('down')
    })
    const alive = await startNode()
    const node = connectNode({ urls: [dead.url, alive.url], chainId: 31337 })
    expect(await node.blocks(['latest'])).toEqual([chain.head])
    expect(await node.blocks(['latest'])).toEqual([chain.head])
    expect(dead.requests()).toBe(1)
  })

  it('comes back to the first url when the second fails', async () => {
    let isFirstDown = true
    const first = await startNode((call) => {
      if (isFirstDown) throw new Error('down')
      return answer(call)
    })
    const second = await startNode((call) => {
      if (!isFirstDown) throw new Error('down')
      return answer(call)
    })
    const node = connectNode({ urls: [first.url, second.url], chainId: 31337 })
    await node.blocks(['latest'])
    isFirstDown = false
    expect(await node.blocks(['latest'])).toEqual([chain.head])
  })

  it('throws when all fail, without naming a url', async () => {
    const { url } = await startNode()
    await stopAll()
    const node = connectNode({ urls: [`${url}/secret-key`, `${url}/other`], chainId: 31337 })
    const error = await node.blocks(['latest']).then(
      () => expect.unreachable(),
      (thrown: Error) => thrown,
    )
    expect(error.message).toBe('None of 2 urls of the node answered')
    expect(JSON.stringify([error, error.cause, String(error.cause)])).not.toContain('secret')
  })

  it('counts a url of another chain as failed', async () => {
    const { url } = await startNode((call) =>
      call.method === 'eth_chainId' ? '0x1' : answer(call),
    )
    const error = await refusal(url)
    expect((error.cause as Error).message).toBe('The node is of chain 1, not 31337')
  })

  it('counts a node that tells no newest block as failed', async () => {
    const { url } = await startNode((call) => (call.method === 'eth_chainId' ? '0x7a69' : null))
    const error = await refusal(url)
    expect((error.cause as Error).message).toContain('The node told no newest block')
  })

  it.each([
    ['an HTTP error', 429, '[]', 'The node answered with HTTP status 429'],
    ['no batch', 200, '{"error":{}}', 'The node did not answer the batch'],
    ['no JSON', 200, 'hello', 'Unexpected token'],
  ])('counts %s as failed', async (_, status, body, message) => {
    const url = await listen(
      createServer((_request, response) => response.writeHead(status).end(body)),
    )
    const error = await refusal(url)
    expect((error.cause as Error).message).toContain(message)
  })

  it.each([
    ['a number that is none', { number: 'x' }],
    ['no hash', { hash: undefined }],
    ['a time that is none', { timestamp: 5 }],
  ])('takes a block with %s for none', async (_, change) => {
    const { url } = await startNode((call) => {
      const block = answer(call)
      return typeof block === 'object' ? { ...block, ...change } : block
    })
    expect(await connectNode({ urls: [url], chainId: 31337 }).blocks([3])).toEqual([null])
  })
})

const answer: Answer = ({ method, params }) => {
  if (method === 'eth_chainId') return '0x7a69'
  const [name] = params
  const block = name === 'latest' ? chain.head : chain.blocks[Number(name)]
  if (!block) return null
  return {
    number: `0x${block.number.toString(16)}`,
    hash: block.hash.toUpperCase().replace('0X', '0x'),
    parentHash: block.parentHash,
    timestamp: `0x${block.timestamp.toString(16)}`,
    transactions: [],
  }
}

async function startNode(
  reply: Answer = answer,
  order: (replies: unknown[]) => unknown[] = (replies) => replies,
): Promise<{ url: string; requests: () => number }> {
  let requests = 0
  const server = createServer(async (request, response) => {
    requests++
    const calls = JSON.parse(Buffer.concat(await request.toArray()).toString())
    try {
      const replies = calls.map((call: { id: number; method: string; params: unknown[] }) => ({
        jsonrpc: '2.0',
        id: call.id,
        result: reply(call),
      }))
      response.end(JSON.stringify(order(replies)))
    } catch {
      response.writeHead(500).end()
    }
  })
  return { url: await listen(server), requests: () => requests }
}

async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function stopAll(): Promise<void> {
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve)
        }),
    ),
  )
}

/** What a node with this only url throws. */
function refusal(url: string): Promise<Error> {
  return connectNode({ urls: [url], chainId: 31337 })
    .blocks(['latest'])
    .then(
      () => {
        throw new Error('The node answered')
      },
      (thrown: Error) => thrown,
    )
}
