import type { Address } from 'viem'

/** A relay that this site may ask, as it says of itself and the chain confirms. */
export type SiteRelay = {
  /** Without a slash at its end. */
  url: string
  /** Its operator, who names it on chain. */
  relay: Address
  limits: {
    /** Bytes of a sealed letter. */
    maxLetterBytes: number
    /** Free letters that it carries: `consented` is those of allowed senders only. */
    acceptsFree: 'all' | 'consented'
  }
}

/** A relay of the site that cannot be used now, and why, as a sentence. */
export type RelayProblem = { url: string; problem: string }
