import type { Reason } from '../../protocol/reasons.ts'
import type { VerifyItem } from '../../protocol/wire/verify.ts'
import type { VerifyFacts } from './facts.ts'

/** A letter and what is known of it. */
export type Question = { request: VerifyItem; facts: VerifyFacts }

/** What a row says when its condition holds. */
export type Match = {
  eligible: boolean
  reason: Reason
}

/** One row of the table in docs/api.md, put to a question. */
export type Row = {
  row: number
  condition: string
  /** Undefined: the condition does not hold, and the next row is asked. */
  match?: Match | undefined
  /** The block at whose finality this row would speak, or let pass, in favour; set only while that is not reached. */
  heldUntilBlock?: number | undefined
  /** The values compared, as far as they are known: amounts and blocks as decimal strings. */
  values: Record<string, string | number | boolean | null>
}
