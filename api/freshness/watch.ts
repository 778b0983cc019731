import type { Hex } from 'viem'
import type { BlockRow } from '../queries/database.ts'
import type { IndexView, Limits, Observation } from './judge.ts'
import type { Node } from './node.ts'
import { observeNode } from './observe.ts'

/** Looks at a chain's index and node again and again, and remembers what it saw last. */
export type Watch = {
  observation(): Observation
  /** Why the index could not be read by the last poll, or the tables of verdicts by the last probe; undefined if they could. */
  indexFailure(): unknown
  /** Has the node speak of `row`, in a poll that begins after this call; of each row once between two regular polls. */
  ask(row: BlockRow): Promise<void>
  /** Looks at the index and the node once; failures are part of what it finds, so it never rejects. */
  poll(): Promise<void>
  /** Polls once, then again and again until `stop`. Resolves after the first poll. */
  start(): Promise<void>
  stop(): void
}

export type WatchParameters = {
  node: Node
  /** The newest block rows, newest first; with `atMost`, those not above that height. */
  readBlocks: (count: number, atMost?: number) => Promise<BlockRow[]>
  /**
   * Fails as verdicts do. It may take its time: nothing waits for it, and what it finds is told, but nobody's answer is judged by it.
   */
  probe?: (() => Promise<unknown>) | undefined
  /** Changes whenever what was read of the index may have been lost by its database since. */
  breaks?: (() => number) | undefined
  limits: Limits
  /** Milliseconds since 1970. */
  now: () => number
  /** Told when reading the index or the node begins to fail, with why, and when it works again. */
  report: (part: PolledPart, error?: unknown) => void
}

export type PolledPart = 'index' | 'node' | 'verdicts'

/** Milliseconds between polls. */
const pollInterval = 500

export function createWatch(parameters: WatchParameters): Watch {
  const { node, readBlocks, probe, breaks, limits, now, report } = parameters
  let observation: Observation = {}
  const failures = new Map<PolledPart, unknown>()
  let isProbing = false
  let polling: Promise<void> | undefined
  let queued: Promise<void> | undefined
  let wanted: number[] = []
  const asked = new Map<Hex, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  return {
    observation: () => observation,
    indexFailure: () => failures.get('index') ?? failures.get('verdicts'),
    ask(row) {
      const pending = asked.get(row.hash)
      if (pending) return pending
      wanted.push(row.number)
      const answer = poll()
      asked.set(row.hash, answer)
      return answer
    },
    poll: pollRegularly,
    start,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }

  async function start(): Promise<void> {
    await pollRegularly()
    if (!isStopped) timer = setTimeout(() => void start(), pollInterval)
  }

  function pollRegularly(): Promise<void> {
    asked.clear()
    look()
    return poll()
  }

  /** One probe at a time. */
  function look(): void {
    if (!probe || isProbing) return
    isProbing = true
    void attempt('verdicts', probe).then(() => {
      isProbing = false
    })
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
    const index = await attempt('index', readIndex)
    const rows = index?.rows ?? []
    const view = await attempt('node', () =>
      observeNode({ node, before: observation.node, rows, heights, limits, now }),
    )
    const below =
      index && view && (await attempt('index', () => readBelow(index, view.head.number)))
    // Together, so that nobody judges the rows of this poll by the node of the one before.
    observation = {
      index: index ? { ...index, below } : observation.index,
      node: view ?? observation.node,
    }
    polling = undefined
  }

  async function readIndex(): Promise<IndexView> {
    const before = breaks?.()
    const rows = await readBlocks(limits.finalityDepth + 1)
    return { readAt: now(), rows, breaks: before }
  }

  /** A node whose head is below all rows has gone back further than they reach: how it was there tells how deep. */
  async function readBelow({ rows }: IndexView, head: number): Promise<BlockRow | undefined> {
    const lowest = rows.at(-1)
    if (!lowest || head >= lowest.number) return undefined
    const [below] = await readBlocks(1, head)
    return below
  }

  /** Undefined if it fails. */
  async function attempt<T>(part: PolledPart, read: () => Promise<T>): Promise<T | undefined> {
    try {
      const value = await read()
      if (failures.delete(part)) report(part)
      return value
    } catch (error) {
      if (!failures.has(part)) report(part, error)
      failures.set(part, error)
      return undefined
    }
  }
}
