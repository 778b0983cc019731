import type { Hash } from 'viem'

/** What is under way with a letter. */
export type SendingPhase =
  /** The chain is asked whether its stamp is posted. */
  | { phase: 'looking' }
  /** The wallet is asked to sign that the letter is its own. */
  | { phase: 'signing' }
  /** The relay has it before it. `waiting`: it does not see the payment yet, or does not answer. */
  | { phase: 'relay'; waiting?: string | undefined }
  /** The node is asked whether the payment would go through. */
  | { phase: 'checking' }
  | { phase: 'approving' }
  /** The wallet is asked to pay. */
  | { phase: 'asking' }
  | { phase: 'mining'; hash?: Hash | undefined }
