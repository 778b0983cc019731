import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { StatsBucket } from '../../protocol/wire/stats.ts'
import { ponderFinality } from '../freshness/ponderFinality.ts'
import { readNewestBlocks } from '../queries/newestBlocks.ts'
import { readStats } from '../queries/stats.ts'
import type { Chain } from '../services.ts'
import { toBuckets } from './stats.ts'

/** Reads the buckets from a second to another, both bounds of buckets. */
export type Series = (
  chain: Chain,
  span: { from: number; to: number; size: number },
) => Promise<{ buckets: StatsBucket[]; asOf: AsOf }>

/** Most settled buckets that one statement reads, and that are kept; milliseconds for which they are. */
const batch = 25
const maxKept = 10_000
const lifetime = 3_600_000

type Kept = { bucket: StatsBucket; until: number }

/**
 * Reads series bit by bit. A bucket that ended before a block deeper than any reorg that the index follows is settled: it is true
 * of every later block too, so it may be read by a statement of its own, which keeps within what a statement may take,
 * and be kept. What is not settled is read last, by one statement with the `asOf` of the whole.
 *
 * @param now - Milliseconds since 1970.
 */
export function createSeries(now: () => number): Series {
  const kept = new Map<string, Kept>()

  return async (chain, { from, to, size }) => {
    const settledTo = Math.min(to, Math.max(from, await settledBound(chain, size)))
    const settled = new Map<number, StatsBucket>()
    for (let start = from; start < settledTo; start += size) {
      const known = kept.get(keyOf(chain, size, start))
      if (known && known.until > now()) settled.set(start, known.bucket)
    }
    for (const gap of gapsOf(settled, from, settledTo, size)) {
      for (const bucket of await read(chain, gap.from, gap.to, size)) {
        settled.set(bucket.start, bucket)
        keep(keyOf(chain, size, bucket.start), bucket)
      }
    }
    // With nothing left to read, the statement still tells of which block the whole is true.
    const [row] = await readStats(chain, settledTo, to, size)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const open = row ? toBuckets(row, settledTo, size, (to - settledTo) / size) : []
    const buckets = [...settled.values()].toSorted((a, b) => a.start - b.start)
    return { buckets: [...buckets, ...open], asOf }
  }

  function keep(key: string, bucket: StatsBucket): void {
    kept.delete(key)
    kept.set(key, { bucket, until: now() + lifetime })
    if (kept.size > maxKept) kept.delete(kept.keys().next().value as string)
  }
}

function keyOf(chain: Chain, size: number, start: number): string {
  return `${chain.id} ${size} ${start}`
}

/** The end of the last bucket that is settled, Unix seconds; 0 if none is known to be. */
async function settledBound(chain: Chain, size: number): Promise<number> {
  const { indexed } = chain.freshness.status()
  if (!indexed) return 0
  const [block] = await readNewestBlocks(chain, 1, indexed.number - 2 * ponderFinality(chain.id))
  return block ? Math.floor(block.timestamp / size) * size : 0
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

async function read(chain: Chain, from: number, to: number, size: number): Promise<StatsBucket[]> {
  const [row] = await readStats(chain, from, to, size)
  return row ? toBuckets(row, from, size, (to - from) / size) : []
}
