import type { Reason } from '../reasons.ts'
import type { VerifyItem } from '../wire/verify.ts'
import type { SenderProof, VerifyFacts } from './facts.ts'

/** A letter, what is known of it, and whom the request proves to have written it. */
export type Question = { request: VerifyItem; facts: VerifyFacts; proof: SenderProof }

/** What a row says when its condition holds. */
export type Match = {
  readonly eligible: boolean
  readonly reason: Reason
}

/**
 * One row of the table in docs/api.md. A verdict asks most of them, so asking makes nothing: what is shown to a person is
 * put together only for whoever wants to see it.
 */
export type Row = {
  readonly row: number
  readonly condition: string
  /** What it says of a letter; undefined: the condition does not hold, and the next row is asked. */
  match(question: Question): Match | undefined
  /** The block at whose finality this row would speak, or let pass, in favour; undefined: it is reached, or nothing waits for it. */
  heldUntilBlock?(question: Question): number | undefined
  /** The values compared, as far as they are known: amounts and blocks as decimal strings. */
  values(question: Question): Values
}

export type Values = Record<string, string | number | boolean | null>

/** What a row says against a letter, made once. */
export function refusal(reason: Reason): Match {
  return { eligible: false, reason }
}

/** What a row says for a letter, made once. */
export function approval(reason: Reason): Match {
  return { eligible: true, reason }
}
