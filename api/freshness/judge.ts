import type { Hex } from 'viem'
import type { BlockRow } from '../queries/database.ts'
import type { NodeBlock } from './node.ts'

/** What a process has seen of a chain, by its last polls. Times are milliseconds since 1970. */
export type Observation = {
  /** Undefined until it could be read. */
  index?: IndexView | undefined
  /** Undefined until the node was reached. */
  node?: NodeView | undefined
}

export type IndexView = {
  readAt: number
  /** The newest block rows, newest first. */
  rows: readonly BlockRow[]
  /** How often the database's connections had ended before it was read. */
  breaks?: number | undefined
  /** Where the node's head is below all of `rows`: the newest row that is not above that head. */
  below?: BlockRow | undefined
}

export type NodeView = {
  reachedAt: number
  head: NodeBlock
  /** What it said of its tags; undefined: it knows none. */
  tags: { safe?: number | undefined; finalized?: number | undefined }
  /** The newest block that is safe, and final: 0 ≤ finalized ≤ safe ≤ head. 0 also where nobody knows. */
  safe: number
  finalized: number
  /** Hashes that the node told at `reachedAt`, by number: its head's, the parent's, and those asked for. */
  hashes: ReadonlyMap<number, Hex>
  /** The heads it has shown and since when, oldest first; the first one counts as shown for ever. */
  shown: readonly { since: number; number: number }[]
}

export type Limits = {
  /** Blocks that the index may stay behind a head shown `headGrace` ago. */
  maxLagBlocks: number
  /** Seconds that a head may be shown and the index lack it, however few blocks that are. */
  maxLagSeconds: number
  /** Depth from which a reorg is out of the indexer's reach. */
  finalityDepth: number
  /** Where set, a head ten of them old means that the chain has stopped. */
  blockTimeSeconds?: number | undefined
  finality?: Finality | undefined
}

/** How many confirmations make a block safe or final, its own one counted; where unset, the node's tag says. */
export type Finality = {
  safeConfirmations?: number | undefined
  finalizedConfirmations?: number | undefined
}

/** Whether an answer with a block row as its `asOf` may be given. `unsettled`: not before the node was asked about that row. */
export type Judgement =
  | { kind: 'fit' }
  | { kind: 'unsettled'; because: string }
  | { kind: 'unfit'; code: UnfitCode; because: string }

export type UnfitCode = 'index_stale' | 'index_gap' | 'chain_stalled' | 'reorg_too_deep'

/** Milliseconds since the node (or the index) was last read from which on nobody knows anything. */
export const maxSilence = 5_000

/** Milliseconds that the indexer is given to take in a new head. */
export const headGrace = 2_000

/** Block times after which a head without successor means that the chain has stopped. */
export const stallFactor = 10

/**
 * Decides whether the index may speak for the chain: the third rule of "Freshness and truth" in docs/api.md. Pure: the same
 * observation, row and time give the same judgement.
 *
 * @param row - The `asOf` of an answer, read after the observation or before; null if there is no block row.
 * @param now - Milliseconds since 1970.
 * @param breaks - How often the database's connections have ended by now.
 */
export function judge(
  observation: Observation,
  row: BlockRow | null,
  limits: Limits,
  now: number,
  breaks?: number,
): Judgement {
  const { index, node } = observation
  if (!node) return stale('its node has not been reached yet')
  const silence = now - node.reachedAt
  if (silence > maxSilence) return stale(`its node was last reached ${silence} ms ago`)
  if (!row) return stale('no block is indexed yet')
  if (!index) return stale('its blocks have not been read yet')
  const age = now - index.readAt
  if (age > maxSilence) return stale(`its blocks were last read ${age} ms ago`)

  const gap = findGap(index.rows)
  if (gap) return { kind: 'unfit', code: 'index_gap', because: gap }

  const disagreement = findDisagreement(node, row, index.rows)
  if (disagreement) {
    const deep = findDeepReorg(node, index, row, limits.finalityDepth)
    if (deep) return { kind: 'unfit', code: 'reorg_too_deep', because: deep }
    return { kind: 'unsettled', because: disagreement }
  }
  const unseen = findUnseen(index, row, breaks)
  if (unseen) return { kind: 'unsettled', because: unseen }

  const head = steadyHead(node, now)
  if (head - row.number > limits.maxLagBlocks) {
    return stale(`it is at block ${row.number}, its node at ${head}`)
  }
  const lag = lackedFor(node, row, now)
  if (lag > limits.maxLagSeconds * 1_000) {
    const since = Number.isFinite(lag) ? ` for ${lag} ms` : ''
    return stale(`it is at block ${row.number}, its node${since} beyond it`)
  }
  return findStall(node, row, limits, now) ?? { kind: 'fit' }
}

/** Why the rows, newest first, are not one chain; undefined if they are. */
export function findGap(rows: readonly BlockRow[]): string | undefined {
  for (const [position, block] of rows.entries()) {
    const parent = rows[position + 1]
    if (!parent) return undefined
    if (parent.number !== block.number - 1) {
      return `block ${parent.number} is followed by ${block.number}`
    }
    if (parent.hash !== block.parentHash) {
      return `block ${block.number} names another parent than block ${parent.number}`
    }
  }
  return undefined
}

/**
 * Why nobody knows whether blocks are missing right below the row; undefined if none are. A database that crashes may lose the
 * last blocks, to which an indexer that lives on then adds the next ones; and a standby may get the one before the other.
 */
function findUnseen(
  { rows, breaks: before }: IndexView,
  row: BlockRow,
  breaks: number | undefined,
): string | undefined {
  if (before !== breaks) return 'its blocks have not been read since a connection ended'
  const [newest] = rows
  const isNext = newest?.number === row.number - 1 && newest.hash === row.parentHash
  const isSeen = isNext || rows.some(({ hash }) => hash === row.hash)
  return isSeen ? undefined : `what is below its block ${row.number} has not been read yet`
}

/**
 * Why the node does not (yet) say that the row is in its chain; undefined if it does.
 *
 * @param rows - As they were read before the node was asked.
 */
function findDisagreement(
  node: NodeView,
  row: BlockRow,
  rows: readonly BlockRow[],
): string | undefined {
  const told = node.hashes.get(row.number)
  if (told === row.hash) return undefined
  if (told) return `its block ${row.number} is ${row.hash}, its node's is ${told}`
  if (row.number <= node.head.number) return `its node has not confirmed block ${row.number}`
  // The block after the head of the last poll, built on that very head and indexed since: the index has heard of it first.
  // One that was indexed before the node was asked is one that the node has left.
  const isNewer = row.number > (rows[0]?.number ?? -1)
  const isNext = row.number === node.head.number + 1 && row.parentHash === node.head.hash
  if (isNewer && isNext) return undefined
  return `it is at block ${row.number}, its node at ${node.head.number}`
}

/** Whether the disagreement about `row` reaches down to where the indexer undoes no more. */
function findDeepReorg(
  node: NodeView,
  { rows, below }: IndexView,
  row: BlockRow,
  finalityDepth: number,
): string | undefined {
  const deep = [...rows, ...(below ? [below] : [])].find((candidate) => {
    const told = node.hashes.get(candidate.number)
    return (
      candidate.number <= row.number - finalityDepth &&
      told !== undefined &&
      told !== candidate.hash
    )
  })
  return deep && `its block ${deep.number}, ${row.number - deep.number} below its newest, is gone`
}

/** The lowest head shown within the last `headGrace`, the one in force at its beginning included. */
function steadyHead(node: NodeView, now: number): number {
  let lowest = node.head.number
  for (const { since, number } of node.shown.toReversed()) {
    lowest = Math.min(lowest, number)
    if (since <= now - headGrace) break
  }
  return lowest
}

/** Milliseconds since when the node has, without a break, shown heads above the row; 0 if it shows none. */
function lackedFor({ head, shown }: NodeView, row: BlockRow, now: number): number {
  if (head.number <= row.number) return 0
  const reached = shown.findLastIndex(({ number }) => number <= row.number)
  return now - (shown[reached + 1]?.since ?? now)
}

function findStall(
  node: NodeView,
  row: BlockRow,
  limits: Limits,
  now: number,
): Judgement | undefined {
  if (limits.blockTimeSeconds === undefined) return undefined
  const age = now / 1000 - Math.max(node.head.timestamp, row.timestamp)
  if (age < stallFactor * limits.blockTimeSeconds) return undefined
  const because = `its newest block, ${node.head.number}, is ${Math.floor(age)} s old`
  return { kind: 'unfit', code: 'chain_stalled', because }
}

function stale(because: string): Judgement {
  return { kind: 'unfit', code: 'index_stale', because }
}
