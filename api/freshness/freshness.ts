import type { Caip2 } from '../../protocol/caip2.ts'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import { ApiError } from '../problem.ts'
import type { BlockRow } from '../queries/database.ts'
import type { Judgement, NodeView } from './judge.ts'
import { judge } from './judge.ts'
import type { Watch, WatchParameters } from './watch.ts'
import { createWatch } from './watch.ts'

/** What this process knows of a chain, and its word on whether an answer may be given. */
export type Freshness = Pick<Watch, 'poll' | 'start' | 'stop'> & {
  /**
   * Judges an answer by the block row that was read with it. Call it after every statement that read chain state, and
   * answer only with what it returns. A row that the node has not spoken of yet makes it ask the node once.
   *
   * @throws {ApiError} `index_stale`, `index_gap`, `chain_stalled` or `reorg_too_deep`.
   */
  check(row: BlockRow | null): Promise<AsOf>
  /** Numbers of the node's newest, safe and finalized block by the last poll; 0 where unknown, which is nothing but genesis. */
  levels(): { latest: number; safe: number; finalized: number }
  /** What is known now, for `/readyz`, `/v1/chains` and `/metrics`. */
  status(): FreshnessStatus
}

export type FreshnessStatus = {
  problem?: { code: ApiError['code']; because: string } | undefined
  indexed?: BlockRow | undefined
  head?: number | undefined
  safe?: number | undefined
  finalized?: number | undefined
  /** Milliseconds since 1970. */
  nodeReachedAt?: number | undefined
}

/** What a `Freshness` is made of; the outside world comes in here, and a test's in its place. */
export type FreshnessParameters = WatchParameters & { caip2: Caip2 }

/** Watches one chain: its node and its block rows. */
export function createFreshness(parameters: FreshnessParameters): Freshness {
  const { caip2, limits, now } = parameters
  const watch = createWatch(parameters)
  const judgeNow = (row: BlockRow | null) =>
    judge(watch.observation(), row, limits, now(), parameters.breaks?.())

  return {
    async check(row) {
      let judgement = judgeNow(row)
      if (row && judgement.kind === 'unsettled') {
        await watch.ask(row)
        judgement = judgeNow(row)
      }
      const { node } = watch.observation()
      if (judgement.kind !== 'fit' || !row || !node) throw refusal(judgement)
      return toAsOf(row, node)
    },
    levels() {
      const { node } = watch.observation()
      return {
        latest: node?.head.number ?? 0,
        safe: node?.safe ?? 0,
        finalized: node?.finalized ?? 0,
      }
    },
    status() {
      const { index, node } = watch.observation()
      return {
        problem: findProblem(),
        indexed: index?.rows[0],
        head: node?.head.number,
        safe: node?.safe,
        finalized: node?.finalized,
        nodeReachedAt: node?.reachedAt,
      }
    },
    poll: watch.poll,
    start: watch.start,
    stop: watch.stop,
  }

  /** What a question would meet now, going by the last poll. */
  function findProblem(): FreshnessStatus['problem'] {
    const failure = watch.indexFailure()
    if (failure instanceof ApiError) {
      const { because } = failure.facts as { because: string }
      return { code: failure.code, because }
    }
    const judgement = judgeNow(watch.observation().index?.rows[0] ?? null)
    if (judgement.kind === 'fit') return undefined
    return { code: codeOf(judgement), because: judgement.because }
  }

  function refusal(judgement: Judgement): ApiError {
    const because = judgement.kind === 'fit' ? 'no block is indexed yet' : judgement.because
    return new ApiError(codeOf(judgement), { chain: caip2, because })
  }

  function toAsOf(row: BlockRow, { head, safe, finalized }: NodeView): AsOf {
    return {
      chain: caip2,
      blockNumber: String(row.number),
      blockHash: row.hash,
      blockTimestamp: row.timestamp,
      safeBlock: String(safe),
      finalizedBlock: String(finalized),
      // The index may have heard of a block before the poll did.
      headBlock: String(Math.max(head.number, row.number)),
    }
  }
}

function codeOf(judgement: Judgement) {
  return judgement.kind === 'unfit' ? judgement.code : 'index_stale'
}
