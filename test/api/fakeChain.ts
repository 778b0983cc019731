import type { Hex } from 'viem'
import { keccak256, toHex } from 'viem'
import type { BlockName, Call, Node, NodeBlock, Reply } from '../../api/freshness/node.ts'

/** Seconds since 1970 of block 0 of every fake chain; one block per second. */
export const genesisTime = 1_795_377_600

/** A chain that a test moves, and the node that tells of it. */
export type FakeChain = {
  node: Node
  /** Oldest first. */
  readonly blocks: readonly NodeBlock[]
  readonly head: NodeBlock
  mine(count?: number): void
  /** Replaces the newest `depth` blocks by as many others. */
  reorg(depth: number): void
  /** Takes the newest blocks away, as a node does that is behind. */
  dropTo(height: number): void
  /** Height of the `safe` and the `finalized` block; null: the node knows none. */
  tags: { safe: number | null; finalized: number | null }
  /** While true, the node does not answer. */
  isDown: boolean
  /** What the node answers to calls but for blocks; undefined: it knows no such method. */
  reply: ((call: Call) => Reply) | undefined
  /** What the node was asked, since the test last emptied it. */
  asked: BlockName[][]
}

export function createFakeChain(height = 10): FakeChain {
  let forks = 0
  const blocks: NodeBlock[] = []
  const mine = (count = 1) => {
    for (let left = count; left > 0; left--) {
      const number = blocks.length
      const parentHash = blocks.at(-1)?.hash ?? hashOf('none', 0)
      blocks.push({
        number,
        hash: hashOf(parentHash, forks),
        parentHash,
        timestamp: genesisTime + number,
      })
    }
  }
  mine(height + 1)

  const chain: FakeChain = {
    blocks,
    mine,
    get head() {
      return blocks.at(-1) as NodeBlock
    },
    reorg(depth) {
      forks++
      blocks.splice(-depth)
      mine(depth)
    },
    dropTo(target) {
      blocks.splice(target + 1)
    },
    tags: { safe: null, finalized: null },
    isDown: false,
    reply: undefined,
    asked: [],
    node: {
      blocks(names) {
        chain.asked.push([...names])
        if (chain.isDown) return Promise.reject(new Error('None of 1 urls of the node answered'))
        return Promise.resolve(names.map(find))
      },
      request(calls) {
        if (chain.isDown) return Promise.reject(new Error('None of 1 urls of the node answered'))
        const unknown = { error: { code: -32_601, message: 'the method does not exist' } }
        return Promise.resolve(calls.map((call) => chain.reply?.(call) ?? unknown))
      },
    },
  }
  return chain

  function find(name: BlockName): NodeBlock | null {
    if (name === 'latest') return chain.head
    const height = typeof name === 'number' ? name : chain.tags[name]
    return height === null ? null : (blocks[height] ?? null)
  }
}

function hashOf(parent: string, fork: number): Hex {
  return keccak256(toHex(`${parent} ${fork}`))
}
