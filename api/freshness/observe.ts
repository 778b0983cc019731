import type { Hex } from 'viem'
import type { BlockRow } from '../queries/database.ts'
import type { NodeView } from './judge.ts'
import { headGrace, maxSilence } from './judge.ts'
import type { BlockName, Node, NodeBlock } from './node.ts'

/**
 * Asks the node for its newest block and for whatever else is needed to judge the index by it.
 *
 * @param before - What it told last time.
 * @param rows - The newest block rows, newest first; read before the node is asked, so that a node that follows the chain
 * cannot be behind them.
 * @param heights - Further blocks to ask about.
 * @throws {Error} No url of the node answered.
 */
export async function observeNode(parameters: {
  node: Node
  before: NodeView | undefined
  rows: readonly BlockRow[]
  heights: readonly number[]
  finalityDepth: number
  now: () => number
}): Promise<NodeView> {
  const { node, before, rows, heights, finalityDepth, now } = parameters
  const [head] = await node.blocks(['latest'])
  if (!head) throw new Error('The node told no newest block')
  // What comes later says nothing newer.
  const reachedAt = now()

  const hashes = new Map<number, Hex>([
    [head.number - 1, head.parentHash],
    [head.number, head.hash],
  ])
  let { safe, finalized } = before ?? { safe: 0, finalized: 0 }

  const names: BlockName[] = [...heights, ...rows.slice(0, 1).map((row) => row.number)].filter(
    (height) => height <= head.number && !hashes.has(height),
  )
  // The tags move with the head at most; a node that does not know them counts as having nothing final but genesis.
  if (head.hash !== before?.head.hash) names.push('safe', 'finalized')
  if (names.length > 0) {
    const blocks = await node.blocks(names)
    keepHashes(hashes, blocks)
    safe = told(names, blocks, 'safe') ?? safe
    finalized = told(names, blocks, 'finalized') ?? finalized
  }

  const deep = findProbe(hashes, head, rows, finalityDepth)
  if (deep !== undefined) keepHashes(hashes, await node.blocks([deep]))

  return {
    reachedAt,
    head,
    safe: Math.min(safe, head.number),
    finalized: Math.min(finalized, head.number),
    hashes,
    shown: addShown(before, head, reachedAt),
  }
}

function keepHashes(hashes: Map<number, Hex>, blocks: readonly (NodeBlock | null)[]): void {
  for (const block of blocks) if (block) hashes.set(block.number, block.hash)
}

function told(
  names: readonly BlockName[],
  blocks: readonly (NodeBlock | null)[],
  tag: BlockName,
): number | undefined {
  return blocks[names.indexOf(tag)]?.number
}

/** Where the index is not in the node's chain: a height at which to find out whether that goes too deep. */
function findProbe(
  hashes: ReadonlyMap<number, Hex>,
  head: NodeBlock,
  rows: readonly BlockRow[],
  finalityDepth: number,
): number | undefined {
  const newest = rows[0]
  if (!newest || hashes.get(newest.number) === newest.hash) return undefined
  return rows.find(
    (row) => row.number <= newest.number - finalityDepth && row.number <= head.number,
  )?.number
}

/** Adds the head to those shown; forgets the ones that no longer matter, and all after a silence. */
function addShown(
  before: NodeView | undefined,
  head: NodeBlock,
  reachedAt: number,
): NodeView['shown'] {
  if (!before || reachedAt - before.reachedAt > maxSilence) {
    // Nobody knows for how long it has been there: the index gets no time to follow it.
    return [{ since: Number.NEGATIVE_INFINITY, number: head.number }]
  }
  const { shown } = before
  if (shown.at(-1)?.number === head.number) return shown
  const inForce = shown.findLastIndex((entry) => entry.since <= reachedAt - headGrace)
  return [...shown.slice(Math.max(inForce, 0)), { since: reachedAt, number: head.number }]
}
