import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hexToNumber, numberToHex } from 'viem'

/** What a node behind the proxy does to whoever asks. */
export type Behaviour =
  /** Answers as the node does. */
  | { kind: 'well' }
  /** Takes requests and never answers. */
  | { kind: 'stalls' }
  /** Answers with an HTTP status and no JSON. */
  | { kind: 'fails'; status: number }
  /** Knows no block above one. */
  | { kind: 'lags'; at: number }
  /** Of every two requests, answers one as a node that is some blocks behind: a load balancer over unequal nodes. */
  | { kind: 'wavers'; by: number }

export type RpcProxy = {
  url: string
  behave(behaviour: Behaviour): void
  stop(): Promise<void>
}

type Call = { id: unknown; method: string; params?: unknown[] }
type Reply = { id: unknown; result?: unknown; error?: unknown }

/** Stands before a node's HTTP endpoint, and misbehaves in its place as it is told to. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  let behaviour: Behaviour = { kind: 'well' }
  let requests = 0

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const now = behaviour
    requests += 1
    if (now.kind === 'stalls') return
    if (now.kind === 'fails') {
      response.writeHead(now.status, { 'content-type': 'text/plain' }).end('Out of order')
      return
    }
    const limit = now.kind === 'lags' ? now.at : undefined
    const behind = now.kind === 'wavers' && requests % 2 === 0 ? now.by : undefined
    const height = limit ?? (behind === undefined ? undefined : (await heightOf(target)) - behind)
    const answer = height === undefined ? await forward(target, body) : await upTo(height, body)
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  }

  /** The answers of a node that has heard of no block above `height`. */
  async function upTo(height: number, body: string): Promise<string> {
    const given = JSON.parse(body) as Call | Call[]
    const asked = Array.isArray(given) ? given : [given]
    const answered = JSON.parse(
      await forward(target, JSON.stringify(asked.map((call) => clamped(call, height)))),
    ) as Reply[]
    const replies = asked.map((call) => {
      const reply = answered.find(({ id }) => id === call.id) ?? { id: call.id }
      return 'result' in reply ? { ...reply, result: told(call, reply.result, height) } : reply
    })
    return JSON.stringify(Array.isArray(given) ? replies : replies[0])
  }

  return {
    url: `http://127.0.0.1:${port}`,
    behave(next) {
      behaviour = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The call with every word for the newest block replaced by a number. */
function clamped(call: Call, height: number): Call {
  const params = call.params?.map((param) =>
    param === 'latest' || param === 'pending' ? numberToHex(height) : param,
  )
  return { ...call, ...(params && { params }) }
}

function told({ method }: Call, result: unknown, height: number): unknown {
  if (method === 'eth_blockNumber') return numberToHex(height)
  const number = (result as { number?: unknown; blockNumber?: unknown } | null)?.number
  const isAbove = typeof number === 'string' && hexToNumber(number as `0x${string}`) > height
  return isAbove ? null : result
}

async function heightOf(target: string): Promise<number> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] })
  const { result } = JSON.parse(await forward(target, body)) as { result: `0x${string}` }
  return hexToNumber(result)
}

async function forward(target: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  return await (await fetch(target, { method: 'POST', headers, body })).text()
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
