/** What is looked at, one after the other. */
export const checkSteps = [
  'answer',
  'header',
  'account',
  'word',
  'fields',
  'state',
  'chain',
] as const

export type CheckStep = (typeof checkSteps)[number]

/** How a check of a stamp came out. */
export type StampCheck = {
  /**
   * `false`: what the API gave does not hold. `unknown`: nothing can be said, such as where the node lacks the block.
   * `stale`: the page has an older state of the stamp than the proof.
   */
  outcome: 'proven' | 'false' | 'unknown' | 'stale'
  /** The last step that was looked at: with `proven` the last of all, else where it ended. */
  step: CheckStep
  /** What was found, in a sentence. */
  sentence: string
  block?: { number: bigint; hash: string } | undefined
  /** Of `proven`: what the word in the chain's state says. */
  proven?: ProvenStamp | undefined
}

export type ProvenStamp = {
  status: string
  relayMayCollect: boolean
  carriagePaid: boolean
  postedAt: number
  settledAt: number
}
