import type { Hex } from 'viem'
import type { FinalityLevels } from '../../../../protocol/verdict/levelBlockOf.ts'
import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { FeedEntry } from '../../../../protocol/wire/event.ts'
import { ReplicaStaleError } from '../../errors/ReplicaStaleError.ts'

/** Up to where a copy of the chain goes, and since when nothing newer was heard. Times are milliseconds by the clock of the replica. */
export type Standing = {
  /** The feed's connection gave a sign of life. */
  heard(now: number): void
  /** The feed's connection is gone. */
  broke(): void
  /** An entry has been applied. */
  entered(entry: Pick<FeedEntry, 'type' | 'block'>, now: number): void
  /** The API has said where its index is; `askedAt` is when it was asked. */
  polled(asOf: AsOf, askedAt: number, now: number): void
  /** The API has refused to say so, as the chain is unfit. */
  refused(unfit: Unfit): void
  /** The feed says that nothing is told while the chain is unfit; undefined: that it is fit again. */
  told(unfit: Unfit | undefined): void
  /** @throws {ReplicaStaleError} Nobody knows how the chain is now. */
  check(now: number): Known
}

export type Unfit = { code?: string | undefined; because?: string | undefined }

/** What the copy is true of. */
export type Known = {
  asOf: AsOf
  /** Number and time of the newest block. */
  block: number
  timestamp: number
  levels: FinalityLevels
}

type Heard = { number: number; hash: Hex; timestamp: number; heardAt: number }

type Poll = { asOf: AsOf; askedAt: number; answeredAt: number }

/**
 * Milliseconds after which the feed has told all of a block that was indexed: it takes 200 to 400. Only then does a block count as known
 * that nothing happened in, as the feed says nothing of such.
 */
const settling = 2_000

/** Blocks remembered, so that after a reorg the newest one below it is known. */
const mostBlocks = 128

/**
 * @param begin - Of the snapshot that the copy began with.
 * @param begunAt - When that was asked for.
 */
export function createStanding(
  begin: AsOf,
  begunAt: number,
  maxStalenessSeconds: number,
): Standing {
  let indexUnfit: Unfit | undefined
  let feedUnfit: Unfit | undefined
  let isConnected = false
  let feedHeardAt = Number.NEGATIVE_INFINITY
  let polls: Poll[] = []
  let taken: Poll = { asOf: begin, askedAt: begunAt, answeredAt: begunAt }
  const blocks: Heard[] = [blockOf(begin, begunAt)]
  let known: Known | undefined

  return {
    heard(now) {
      isConnected = true
      feedHeardAt = now
    },
    broke() {
      isConnected = false
      // The next connection says so anew.
      feedUnfit = undefined
      polls = []
    },
    entered({ type, block }, now) {
      const heard = {
        ...block,
        number: Number(block.number),
        hash: block.hash as Hex,
        heardAt: now,
      }
      if (type === 'retracted') {
        drop(({ number }) => number >= heard.number)
        // What was asked before may be of the blocks that are gone.
        polls = []
      } else {
        drop(({ number, hash }) => number === heard.number && hash !== heard.hash)
        add(heard)
      }
    },
    polled(asOf, askedAt, now) {
      indexUnfit = undefined
      // While the feed says nothing, no block is known to have been told of.
      if (!isConnected || feedUnfit) return
      polls = [
        ...polls.filter((poll) => poll.answeredAt <= now),
        { asOf, askedAt, answeredAt: now },
      ]
      const ripe = polls.findLast((poll) => now - poll.answeredAt >= settling)
      if (!ripe) return
      polls = polls.filter((poll) => poll.answeredAt > ripe.answeredAt)
      take(ripe)
    },
    refused(unfit) {
      indexUnfit = unfit
    },
    told(unfit) {
      feedUnfit = unfit
      polls = []
    },
    check(now) {
      const unfit = feedUnfit ?? indexUnfit
      const ageSeconds = (now - Math.min(feedHeardAt, taken.askedAt)) / 1_000
      const options = { maxStalenessSeconds, ageSeconds, code: unfit?.code }
      const because = unfit
        ? `the API says that the chain is unfit (${unfit.because ?? unfit.code ?? 'without a reason'})`
        : lackOf(ageSeconds)
      if (because) throw new ReplicaStaleError(because, options)
      known ??= knownNow()
      if (known) return known
      throw new ReplicaStaleError('a reorg took back all blocks that it knew', options)
    },
  }

  function lackOf(ageSeconds: number): string | undefined {
    if (ageSeconds >= 0 && ageSeconds <= maxStalenessSeconds) return undefined
    if (ageSeconds < 0) return 'the clock was set back'
    if (feedHeardAt === Number.NEGATIVE_INFINITY) return 'the feed has not been reached yet'
    const what = feedHeardAt < taken.askedAt ? 'the feed' : 'the state of the index'
    return `${what} was last heard of ${ageSeconds} s ago, and ${maxStalenessSeconds} s is the bound`
  }

  /** A block that the index had when asked, so that higher ones that were heard of before are gone. */
  function take(poll: Poll): void {
    taken = poll
    const block = blockOf(poll.asOf, poll.askedAt)
    drop(({ number, heardAt }) => number >= block.number && heardAt <= block.heardAt)
    add(block)
  }

  function add(block: Heard): void {
    known = undefined
    const last = blocks.at(-1)
    if (last && last.number >= block.number) return
    blocks.push(block)
    if (blocks.length > mostBlocks) blocks.shift()
  }

  function drop(isGone: (block: Heard) => boolean): void {
    known = undefined
    for (let last = blocks.at(-1); last && isGone(last); last = blocks.at(-1)) blocks.pop()
  }

  function knownNow(): Known | undefined {
    const newest = blocks.at(-1)
    if (!newest) return undefined
    const { chain, safeBlock, finalizedBlock, headBlock } = taken.asOf
    const { number, hash, timestamp } = newest
    const asOf: AsOf = {
      ...{ chain, blockNumber: String(number), blockHash: hash, blockTimestamp: timestamp },
      ...{ safeBlock, finalizedBlock, headBlock: String(Math.max(Number(headBlock), number)) },
    }
    const levels = { safe: Number(safeBlock), finalized: Number(finalizedBlock) }
    return { asOf: Object.freeze(asOf), block: number, timestamp, levels }
  }
}

function blockOf({ blockNumber, blockHash, blockTimestamp }: AsOf, heardAt: number): Heard {
  return {
    number: Number(blockNumber),
    hash: blockHash as Hex,
    timestamp: blockTimestamp,
    heardAt,
  }
}
