import type { Reason } from '../../protocol/reasons.ts'
import type { VerifyItem } from '../../protocol/wire/verify.ts'
import type { SenderProof, VerifyFacts } from './facts.ts'

/** A letter, what is known of it, and whom the request proves to have written it. */
export type Question = { request: VerifyItem; facts: VerifyFacts; proof: SenderProof }

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
  /** The values compared, as far as they are known: amounts and blocks as decimal strings. Asked only where they are shown. */
  values: () => Values
}

export type Values = Record<string, string | number | boolean | null>
