import type { Hex } from 'viem'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { StatsBucket } from '../../protocol/wire/stats.ts'
import { ponderFinality } from '../freshness/ponderFinality.ts'
import type { BlockRow } from '../queries/database.ts'
import { readNewestBlocks } from '../queries/newestBlocks.ts'
import type { StatsRow } from '../queries/stats.ts'
import { readStats } from '../queries/stats.ts'
import type { Chain } from '../services.ts'
import { toBuckets } from './stats.ts'

type Span = { from: number; to: number; size: number }
type Answer = { buckets: StatsBucket[]; asOf: AsOf }

/** Reads the buckets from a second to another, both bounds of buckets. */
export type Series = (chain: Chain, span: Span) => Promise<Answer>

/** Most settled buckets that one statement reads, and that are kept of a chain; milliseconds for which they are. */
const batch = 25
const maxKept = 2_000
const lifetime = 3_600_000

/** Buckets that are true of a block, read from an index that began at another. Replaced whole, never changed in part. */
type Shelf = {
  block: BlockRow
  oldest: Hex | null
  buckets: Map<string, Kept>
}
type Kept = { bucket: StatsBucket; until: number }

/**
 * Reads series bit by bit. A bucket that ended before a block deeper than any reorg that the index follows is settled: it is true
 * of every later block too, so it may be read by a statement of its own, which keeps within what a statement may take,
 * and be kept. What is not settled is read last, by one statement with the `asOf` of the whole; it also tells whether what was
 * settled is of the same index and the same chain. If not, as after a rebuild, all is read anew.
 *
 * @param now - Milliseconds since 1970.
 */
export function createSeries(now: () => number): Series {
  const shelves = new WeakMap<Chain, Shelf>()

  return async (chain, span) => {
    for (let tries = 0; tries < 2; tries++) {
      const answer = await readWith(chain, span, await settledBlock(chain))
      if (answer) return answer
    }
    // The index changes under our hands: one statement is true of one block, if it can be had in time.
    return (await readWith(chain, span, undefined)) as Answer
  }

  /** Undefined: what was taken for settled is not. It is forgotten. */
  async function readWith(
    chain: Chain,
    { from, to, size }: Span,
    by: BlockRow | undefined,
  ): Promise<Answer | undefined> {
    const bound = by ? Math.floor(by.timestamp / size) * size : 0
    const settledTo = Math.min(to, Math.max(from, bound))
    const shelf = shelves.get(chain)
    const settled = takeFrom(shelf, { from, to: settledTo, size })
    const { fresh, origins } = await readGaps(chain, settled, { from, to: settledTo, size })
    // With nothing left to read, the statement still tells of which block the whole is true.
    const heights = [by?.number ?? null, shelf?.block.number ?? null] as const
    const [row] = await readStats(chain, settledTo, to, size, ...heights)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    if (!row) return { buckets: [], asOf }
    const open = bucketsOf(row, settledTo, to, size)
    if (!by || settledTo === from) return { buckets: open, asOf }

    const isOneIndex = origins.every((oldest) => oldest === row.oldest)
    if (!isOneIndex || row.settledBy !== by.hash || !isStillTrue(shelf, row)) {
      shelves.delete(chain)
      return undefined
    }
    // Whoever put something there meanwhile may have read another index.
    if (fresh.length > 0 && shelves.get(chain) === shelf) {
      shelves.set(chain, withAll(shelf, { block: by, oldest: row.oldest }, size, fresh))
    }
    const all = [...settled.values(), ...fresh].toSorted((a, b) => a.start - b.start)
    return { buckets: [...all, ...open], asOf }
  }

  function takeFrom(shelf: Shelf | undefined, { from, to, size }: Span): Map<number, StatsBucket> {
    const taken = new Map<number, StatsBucket>()
    for (let start = from; start < to; start += size) {
      const known = shelf?.buckets.get(`${size} ${start}`)
      if (known && known.until > now()) taken.set(start, known.bucket)
    }
    return taken
  }

  function withAll(
    shelf: Shelf | undefined,
    by: Pick<Shelf, 'block' | 'oldest'>,
    size: number,
    fresh: readonly StatsBucket[],
  ): Shelf {
    const until = now() + lifetime
    const buckets = new Map(shelf?.buckets)
    for (const bucket of fresh) {
      const key = `${size} ${bucket.start}`
      buckets.delete(key)
      buckets.set(key, { bucket, until })
    }
    const isNewer = !shelf || shelf.block.number < by.block.number
    const block = isNewer ? by.block : shelf.block
    return { ...by, block, buckets: new Map([...buckets].slice(-maxKept)) }
  }
}

/** Reads the buckets that are not known, and where the index began that each of its statements read. */
async function readGaps(
  chain: Chain,
  known: ReadonlyMap<number, unknown>,
  { from, to, size }: Span,
): Promise<{ fresh: StatsBucket[]; origins: (Hex | null)[] }> {
  const fresh: StatsBucket[] = []
  const origins: (Hex | null)[] = []
  for (const gap of gapsOf(known, from, to, size)) {
    const [row] = await readStats(chain, gap.from, gap.to, size, null, null)
    if (!row) continue
    origins.push(row.oldest)
    fresh.push(...bucketsOf(row, gap.from, gap.to, size))
  }
  return { fresh, origins }
}

function isStillTrue(shelf: Shelf | undefined, row: StatsRow): boolean {
  return !shelf || (row.keptBy === shelf.block.hash && row.oldest === shelf.oldest)
}

/** A block that no reorg which the index follows reaches; undefined if none is known. */
async function settledBlock(chain: Chain): Promise<BlockRow | undefined> {
  const { indexed } = chain.freshness.status()
  if (!indexed) return undefined
  const [block] = await readNewestBlocks(chain, 1, indexed.number - 2 * ponderFinality(chain.id))
  return block
}

/** What is not known of a time, in parts that a statement may be asked for. */
function gapsOf(
  known: ReadonlyMap<number, unknown>,
  from: number,
  to: number,
  size: number,
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  for (let start = from; start < to; start += size) {
    if (known.has(start)) continue
    const last = gaps.at(-1)
    if (last?.to === start && start - last.from < batch * size) last.to = start + size
    else gaps.push({ from: start, to: start + size })
  }
  return gaps
}

function bucketsOf(row: StatsRow, from: number, to: number, size: number): StatsBucket[] {
  return toBuckets(row, from, size, (to - from) / size)
}
