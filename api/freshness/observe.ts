import type { Hex } from 'viem'
import type { BlockRow } from '../queries/database.ts'
import type { Finality, Limits, NodeView } from './judge.ts'
import { headGrace, maxSilence } from './judge.ts'
import { levelsOf } from './levels.ts'
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
  limits: Limits
  now: () => number
}): Promise<NodeView> {
  const { node, before, rows, heights, limits, now } = parameters
  const [head] = await node.blocks(['latest'])
  if (!head) throw new Error('The node told no newest block')
  // What comes later says nothing newer.
  const reachedAt = now()

  const hashes = new Map<number, Hex>([
    [head.number - 1, head.parentHash],
    [head.number, head.hash],
  ])
  let tags = before?.tags ?? {}

  const names: BlockName[] = [...heights, ...rows.slice(0, 1).map((row) => row.number)].filter(
    (height) => height <= head.number && !hashes.has(height),
  )
  // The tags move with the head at most, and only those are asked for that nothing overrides.
  const due = head.hash === before?.head.hash ? [] : tagsOf(limits.finality)
  names.push(...due)
  if (names.length > 0) {
    const blocks = await node.blocks(names)
    keepHashes(hashes, blocks)
    if (due.length > 0) tags = toTags(names, blocks)
  }

  const deep = findProbe(hashes, head, rows, limits.finalityDepth)
  if (deep !== undefined) keepHashes(hashes, await node.blocks([deep]))

  return {
    reachedAt,
    head,
    tags,
    ...levelsOf(head.number, tags, limits.finality),
    hashes,
    shown: addShown(before, head, reachedAt, Math.max(headGrace, limits.maxLagSeconds * 1_000)),
  }
}

function keepHashes(hashes: Map<number, Hex>, blocks: readonly (NodeBlock | null)[]): void {
  for (const block of blocks) if (block) hashes.set(block.number, block.hash)
}

function tagsOf(finality: Finality = {}): ('safe' | 'finalized')[] {
  const { safeConfirmations, finalizedConfirmations } = finality
  return [
    ...(safeConfirmations === undefined ? (['safe'] as const) : []),
    ...(finalizedConfirmations === undefined ? (['finalized'] as const) : []),
  ]
}

/** What the node said just now. A tag that it knew and knows no more is unknown: what it said of another head is no news of this. */
function toTags(
  names: readonly BlockName[],
  blocks: readonly (NodeBlock | null)[],
): NodeView['tags'] {
  const told = (tag: BlockName) => blocks[names.indexOf(tag)]?.number
  return { safe: told('safe'), finalized: told('finalized') }
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

/** Adds the head to those shown; forgets the ones that were replaced over `keep` ms ago, and all after a silence. */
function addShown(
  before: NodeView | undefined,
  head: NodeBlock,
  reachedAt: number,
  keep: number,
): NodeView['shown'] {
  if (!before || reachedAt - before.reachedAt > maxSilence) {
    // Nobody knows for how long it has been there: the index gets no time to follow it.
    return [{ since: Number.NEGATIVE_INFINITY, number: head.number }]
  }
  const { shown } = before
  if (shown.at(-1)?.number === head.number) return shown
  const inForce = shown.findLastIndex((entry) => entry.since <= reachedAt - keep)
  return [...shown.slice(Math.max(inForce, 0)), { since: reachedAt, number: head.number }]
}
