import type { Hash } from 'viem'
import type { Problem } from './Problem.ts'

/** How far an act is. */
export type ActState =
  | 'idle'
  /** The node is asked whether it will work. */
  | 'checking'
  /** The person is asked in the wallet. */
  | 'asking'
  | 'mining'
  /** It is mined, and the API is about to know of it. */
  | 'indexing'
  | 'done'
  | 'failed'

/** A part of an act, as `Steps` shows it. */
export type ActStep = {
  label: string
  state: 'waiting' | 'busy' | 'done' | 'failed'
  /** What is under way. */
  note?: string | undefined
}

/** Something that is done on chain, from the click until the page shows what came of it. */
export type Act = {
  /** Begins; does nothing while it runs. */
  start(): void
  state: ActState
  steps: readonly ActStep[]
  problem?: Problem | undefined
  /** Of what was sent last. */
  hash?: Hash | undefined
  isBusy: boolean
  /** Forgets what came of it; does nothing while it runs. */
  reset(): void
  /** Shows what went wrong on the way to the act, as when switching the chain. */
  fail(error: unknown): void
}
