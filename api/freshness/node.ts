import type { Hex } from 'viem'
import { hexToNumber, isHex, numberToHex } from 'viem'

/** A block as a node tells of it. */
export type NodeBlock = { number: number; hash: Hex; parentHash: Hex; timestamp: number }

export type BlockName = number | 'latest' | 'safe' | 'finalized'

/** A chain's node. */
export type Node = {
  /**
   * Blocks by number or tag, in one request; null for what the node does not have or does not know.
   *
   * @throws {Error} No url answered. Its message names no url.
   */
  blocks(names: readonly BlockName[]): Promise<(NodeBlock | null)[]>
  /**
   * Any calls, in one request; replies in the order of the calls. A call that failed has an `error`, one that was left out neither.
   *
   * @throws {Error} No url answered. Its message names no url.
   */
  request(calls: readonly Call[]): Promise<readonly Reply[]>
}

export type Call = { method: string; params: readonly unknown[] }

/** What a node answers to a call; nothing of it has been checked. */
export type Reply = {
  result?: unknown
  error?: { code?: number; message?: string; data?: unknown } | undefined
}

/** Milliseconds for one url to answer. */
const timeout = 1_500

/**
 * A node behind one or several urls. They are asked in turn: the one that answered last, and when it fails, the next.
 * A url that turns out to belong to another chain counts as failed.
 */
export function connectNode(parameters: { urls: readonly string[]; chainId: number }): Node {
  const { urls, chainId } = parameters
  const verified = new Set<string>()
  let current = 0

  return {
    blocks: (names) => fromAny((url) => readBlocks(url, names)),
    request: (calls) => fromAny((url) => send(url, calls)),
  }

  async function fromAny<T>(read: (url: string) => Promise<T>): Promise<T> {
    let failure: unknown
    for (let attempt = 0; attempt < urls.length; attempt++) {
      const index = (current + attempt) % urls.length
      const url = urls[index] as string
      try {
        if (!verified.has(url)) await verify(url)
        const answer = await read(url)
        current = index
        return answer
      } catch (error) {
        failure = error
      }
    }
    throw new Error(`None of ${urls.length} urls of the node answered`, { cause: failure })
  }

  async function verify(url: string): Promise<void> {
    const [reply] = await send(url, [{ method: 'eth_chainId', params: [] }])
    const found = isHex(reply?.result) ? hexToNumber(reply.result) : undefined
    if (found !== chainId) throw new Error(`The node is of chain ${found}, not ${chainId}`)
    verified.add(url)
  }
}

async function readBlocks(url: string, names: readonly BlockName[]): Promise<(NodeBlock | null)[]> {
  const replies = await send(
    url,
    names.map((name) => ({
      method: 'eth_getBlockByNumber',
      params: [typeof name === 'number' ? numberToHex(name) : name, false],
    })),
  )
  return names.map((name, index) => {
    const block = toBlock(replies[index]?.result)
    // Any node has a newest block; one that does not say which has not answered.
    if (name === 'latest' && !block) {
      throw new Error(`The node told no newest block: ${replies[index]?.error?.message}`)
    }
    return block
  })
}

/** Sends one JSON-RPC batch and puts the replies into the order of the calls. */
async function send(url: string, calls: readonly Call[]): Promise<Reply[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))),
    signal: AbortSignal.timeout(timeout),
  })
  if (!response.ok) throw new Error(`The node answered with HTTP status ${response.status}`)
  const replies: unknown = await response.json()
  if (!Array.isArray(replies)) throw new Error('The node did not answer the batch')
  const byId = new Map((replies as (Reply & { id: number })[]).map((reply) => [reply?.id, reply]))
  return calls.map((_, id) => byId.get(id) ?? {})
}

function toBlock(result: unknown): NodeBlock | null {
  if (typeof result !== 'object' || result === null) return null
  const { number, hash, parentHash, timestamp } = result as Record<string, unknown>
  if (!isHex(number) || !isHex(hash) || !isHex(parentHash) || !isHex(timestamp)) return null
  return {
    number: hexToNumber(number),
    hash: hash.toLowerCase() as Hex,
    parentHash: parentHash.toLowerCase() as Hex,
    timestamp: hexToNumber(timestamp),
  }
}
