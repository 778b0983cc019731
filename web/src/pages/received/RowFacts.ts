import type { Hex } from 'viem'
import type { LetterState } from './letterState.ts'
import type { Writer } from './subjectsOf.ts'
import type { WriterFacts } from './useWriters.ts'

/** What every row of a list knows beside the stake. */
export type RowFacts = {
  inboxId: Hex
  writer: Writer | undefined
  /** Undefined: not known yet, or nobody to know of. */
  facts: WriterFacts | undefined
  letter: LetterState
  isUnread: boolean
  /** Whether what is collected goes to the balance of the connected wallet. */
  isPayoutYours: boolean
  isOpen: boolean
  onToggle(): void
}
