import type { Hex } from 'viem'
import type { Caip2 } from '../../protocol/caip2.ts'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import { ApiError } from '../problem.ts'
import type { BlockRow } from '../queries/database.ts'
import type { Judgement, Limits, Observation } from './judge.ts'
import { judge } from './judge.ts'
import type { Node } from './node.ts'
import { observeNode } from './observe.ts'

/** What a chain's process-wide watch knows, and its word on whether an answer may be given. */
export type Freshness = {
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
  /** Looks at the index and the node once; failures are part of what it finds, so it never rejects. */
  poll(): Promise<void>
  /** Polls once, then again and again until `stop`. Resolves after the first poll. */
  start(): Promise<void>
  stop(): void
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
export type FreshnessParameters = {
  caip2: Caip2
  node: Node
  /** The newest block rows, newest first; with `atMost`, those not above that height. */
  readBlocks: (count: number, atMost?: number) => Promise<BlockRow[]>
  limits: Limits
  /** Milliseconds since 1970. */
  now: () => number
  /** Told when reading the index or the node begins to fail, with why, and when it works again. */
  report: (part: PolledPart, error?: unknown) => void
}

export type PolledPart = 'index' | 'node'

/** Milliseconds between polls. */
const pollInterval = 500

/** Watches one chain: its node and its block rows. */
export function createFreshness(parameters: FreshnessParameters): Freshness {
  const { caip2, node, readBlocks, limits, now, report } = parameters
  const observation: Observation = {}
  let indexFailure: unknown
  let polling: Promise<void> | undefined
  let queued: Promise<void> | undefined
  let wanted: number[] = []
  /** Rows that the node was asked about since the last regular poll: none is asked about twice. */
  const asked = new Map<Hex, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const failing = new Set<PolledPart>()

  return {
    async check(row) {
      let judgement = judge(observation, row, limits, now())
      if (row && judgement.kind === 'unsettled') {
        await ask(row)
        judgement = judge(observation, row, limits, now())
      }
      if (!row || judgement.kind !== 'fit') throw refusal(judgement)
      return toAsOf(row)
    },
    levels: () => ({
      latest: observation.node?.head.number ?? 0,
      safe: observation.node?.safe ?? 0,
      finalized: observation.node?.finalized ?? 0,
    }),
    status() {
      const indexed = observation.index?.rows[0]
      return {
        problem: currentProblem(indexed ?? null),
        indexed,
        head: observation.node?.head.number,
        safe: observation.node?.safe,
        finalized: observation.node?.finalized,
        nodeReachedAt: observation.node?.reachedAt,
      }
    },
    poll: pollRegularly,
    async start() {
      await pollRegularly()
      if (!isStopped) timer = setTimeout(() => void this.start(), pollInterval)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }

  function pollRegularly(): Promise<void> {
    asked.clear()
    return poll()
  }

  /** Has the node speak of `row`, in a poll that begins after this call. */
  function ask(row: BlockRow): Promise<void> {
    const pending = asked.get(row.hash)
    if (pending) return pending
    wanted.push(row.number)
    const answer = poll()
    asked.set(row.hash, answer)
    return answer
  }

  /** Runs a poll that begins after this call; calls during a poll share the one after it. */
  function poll(): Promise<void> {
    if (!polling) {
      polling = run()
      return polling
    }
    queued ??= polling.then(() => {
      queued = undefined
      polling = run()
      return polling
    })
    return queued
  }

  async function run(): Promise<void> {
    const heights = wanted
    wanted = []
    try {
      await readIndex()
      await readNode(heights)
      await readBelow()
    } finally {
      polling = undefined
    }
  }

  async function readIndex(): Promise<void> {
    try {
      const rows = await readBlocks(limits.finalityDepth + 1)
      observation.index = { readAt: now(), rows }
      indexFailure = undefined
      succeed('index')
    } catch (error) {
      indexFailure = error
      fail('index', error)
    }
  }

  async function readNode(heights: readonly number[]): Promise<void> {
    try {
      observation.node = await observeNode({
        node,
        before: observation.node,
        rows: observation.index?.rows ?? [],
        heights,
        finalityDepth: limits.finalityDepth,
        now,
      })
      succeed('node')
    } catch (error) {
      fail('node', error)
    }
  }

  /** A node whose head is below all rows has gone back further than they reach: how it was there tells how deep. */
  async function readBelow(): Promise<void> {
    const { index, node: view } = observation
    const lowest = index?.rows.at(-1)
    if (!index || !view || !lowest || view.head.number >= lowest.number) return
    try {
      const [below] = await readBlocks(1, view.head.number)
      observation.index = { ...index, below }
    } catch (error) {
      fail('index', error)
    }
  }

  function fail(part: PolledPart, error: unknown): void {
    if (failing.has(part)) return
    failing.add(part)
    report(part, error)
  }

  function succeed(part: PolledPart): void {
    if (failing.delete(part)) report(part)
  }

  function currentProblem(row: BlockRow | null): FreshnessStatus['problem'] {
    if (indexFailure instanceof ApiError) {
      const { because } = indexFailure.facts as { because: string }
      return { code: indexFailure.code, because }
    }
    const judgement = judge(observation, row, limits, now())
    if (judgement.kind === 'fit') return undefined
    return { code: codeOf(judgement), because: judgement.because }
  }

  function refusal(judgement: Judgement): ApiError {
    const because = judgement.kind === 'fit' ? 'no block is indexed yet' : judgement.because
    return new ApiError(codeOf(judgement), { chain: caip2, because })
  }

  function toAsOf(row: BlockRow): AsOf {
    const { head, safe, finalized } = observation.node as NonNullable<Observation['node']>
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
