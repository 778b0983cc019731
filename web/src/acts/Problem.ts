import type { Hash } from 'viem'

/** What went wrong, for the person before the page. */
export type Problem = {
  title: string
  /** What is wrong, and what to do. */
  sentence: string
  /** A way out. */
  way?: { label: string; run(): void } | undefined
  /** Of the transaction that it is about. */
  hash?: Hash | undefined
}
