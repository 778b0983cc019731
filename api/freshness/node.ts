import type { Hex } from 'viem'
import { hexToNumber, isHex, numberToHex } from 'viem'

/** A block as a node tells of it. */
export type NodeBlock = { number: number; hash: Hex; parentHash: Hex; timestamp: number }

export type BlockName = number | 'latest' | 'safe' | 'finalized'

/** A chain's node, asked about blocks only. */
export type Node = {
  /**
   * Blocks by number or tag, in one request; null for what the node does not have or does not know.
   *
   * @throws {Error} No url answered. Its message names no url.
   */
  blocks(names: readonly BlockName[]): Promise<(NodeBlock | null)[]>
}

type Reply = { id: number; result?: unknown; error?: { message?: string } }

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
    async blocks(names) {
      let failure: unknown
      for (let attempt = 0; attempt < urls.length; attempt++) {
        const index = (current + attempt) % urls.length
        const url = urls[index] as string
        try {
          if (!verified.has(url)) await verify(url)
          const blocks = await readBlocks(url, names)
          current = index
          return blocks
        } catch (error) {
          failure = error
        }
      }
      throw new Error(`None of ${urls.length} urls of the node answered`, { cause: failure })
    },
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
async function send(
  url: string,
  calls: readonly { method: string; params: unknown[] }[],
): Promise<(Reply | undefined)[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))),
    signal: AbortSignal.timeout(timeout),
  })
  if (!response.ok) throw new Error(`The node answered with HTTP status ${response.status}`)
  const replies: unknown = await response.json()
  if (!Array.isArray(replies)) throw new Error('The node did not answer the batch')
  const byId = new Map((replies as Reply[]).map((reply) => [reply?.id, reply]))
  return calls.map((_, id) => byId.get(id))
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
