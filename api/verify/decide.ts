import type { ExplainedRow } from '../../protocol/wire/verify.ts'
import {
  belowTerms,
  expired,
  expiring,
  otherRelay,
  paid,
  payerDenied,
  settled,
  tooNew,
  underpaid,
} from './paymentRows.ts'
import { doorClosed, namedPostageUnfit, noPostage } from './postageRows.ts'
import type { Match, Question, Row } from './row.ts'
import { consented, doorFree, senderDenied, unknownInbox } from './senderRows.ts'

/** The table of docs/api.md, in its order. */
const table = [
  unknownInbox,
  senderDenied,
  consented,
  doorFree,
  doorClosed,
  namedPostageUnfit,
  noPostage,
  payerDenied,
  otherRelay,
  settled,
  expired,
  belowTerms,
  expiring,
  underpaid,
  tooNew,
  paid,
]

/** What the table says of a letter. */
export type Decision = Match & {
  /** The row that decides, or would if nothing were held. */
  row: number
  /** With `not_final`: the earliest block at whose finality the answer may be another. */
  untilBlock?: number | undefined
}

/**
 * Judges one letter by what is known of it: the first row whose condition holds decides, but where rows 1, 3 or 4 would let
 * the letter pass if what they rest on were not too new, and no postage passes, the answer is `not_final`.
 *
 * Pure: no clock, no database. Source: docs/api.md, the verdict table.
 *
 * @throws {Error} Facts of which no row speaks, which the statement that reads them never gives.
 */
export function decide(question: Question): Decision {
  const held: Row[] = []
  for (const ask of table) {
    const row = ask(question)
    if (row.heldUntilBlock !== undefined) held.push(row)
    if (row.match) return conclude(question, row, row.match, held)
  }
  throw new Error('No row of the verdict table speaks of these facts')
}

/** Every row of the table with the values that it compared. */
export function explain(question: Question, { row: decisive }: Decision): ExplainedRow[] {
  return table.map((ask) => {
    const { row, condition, match, heldUntilBlock, values: compared } = ask(question)
    const values = compared()
    if (row > decisive) return { row, condition, outcome: 'not_reached', values }
    if (match) return { row, condition, outcome: 'match', reason: match.reason, values }
    return { row, condition, outcome: heldUntilBlock === undefined ? 'no_match' : 'held', values }
  })
}

function conclude(question: Question, { row }: Row, match: Match, held: readonly Row[]): Decision {
  // A denial, row 2, counts at the newest block however new the rest is; an unknown inbox has nothing to wait for.
  if (row <= 4) return { ...match, row }
  // Postage that passes needs no consent and no free door, but the inbox.
  const registration = held.find((given) => given.row === 1)
  if (match.eligible) {
    if (!registration) return { ...match, row }
    return { eligible: false, reason: 'not_final', row, untilBlock: registration.heldUntilBlock }
  }
  if (held.length === 0 && match.reason !== 'not_final') return { ...match, row }
  return {
    eligible: false,
    reason: 'not_final',
    row,
    untilBlock: untilBlockOf(question, match, held),
  }
}

/** Consent, a free door and postage each suffice alone; that the inbox is registered does not, but nothing goes before it. */
function untilBlockOf({ facts }: Question, { reason }: Match, held: readonly Row[]): number {
  const ways = held.filter((row) => row.row !== 1).map((row) => row.heldUntilBlock)
  if (reason === 'not_final') ways.push(facts.postage?.sinceBlock)
  const known = (ways.length > 0 ? ways : held.map((row) => row.heldUntilBlock)).filter(
    (block) => block !== undefined,
  )
  return Math.min(...known)
}
