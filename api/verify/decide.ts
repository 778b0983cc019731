import type { ExplainedRow } from '../../protocol/wire/verify.ts'
import { doorClosed, namedStampUnfit, noStamp } from './postageRows.ts'
import type { Match, Question, Row } from './row.ts'
import { consented, doorFree, senderDenied, unknownInbox } from './senderRows.ts'
import {
  expired,
  expiring,
  otherRelay,
  paid,
  payerDenied,
  settled,
  tooNew,
  underpaid,
} from './stampRows.ts'

/** The table of docs/api.md, in its order. */
const table = [
  unknownInbox,
  senderDenied,
  consented,
  doorFree,
  doorClosed,
  namedStampUnfit,
  noStamp,
  payerDenied,
  otherRelay,
  settled,
  expired,
  expiring,
  underpaid,
  tooNew,
  paid,
]

/** What the table says of a letter. */
export type Decision = Match & {
  /** With `not_final`: the earliest block at whose finality the answer may be another. */
  untilBlock?: number | undefined
  /** The whole table with the values compared. */
  rows: ExplainedRow[]
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
  const rows = table.map((ask) => ask(question))
  const decisive = rows.find((row) => row.match)
  if (!decisive?.match) throw new Error('No row of the verdict table speaks of these facts')

  // A denial, row 2, counts at the newest block however new the rest is; an unknown inbox has nothing to wait for.
  const mayBeHeld = !decisive.match.eligible && decisive.row > 4
  const held = mayBeHeld ? rows.filter((row) => row.heldUntilBlock !== undefined) : []
  const match: Match = held.length > 0 ? { eligible: false, reason: 'not_final' } : decisive.match
  const untilBlock =
    match.reason === 'not_final' ? untilBlockOf(question, decisive, held) : undefined
  return { ...match, untilBlock, rows: rows.map((row) => explain(row, decisive)) }
}

/** Consent, a free door and postage each suffice alone; that the inbox is registered does not, but nothing goes before it. */
function untilBlockOf({ facts }: Question, decisive: Row, held: Row[]): number {
  const ways = held.filter((row) => row.row !== 1).map((row) => row.heldUntilBlock)
  if (decisive.match?.reason === 'not_final') ways.push(facts.stamp?.postedBlock)
  const known = (ways.length > 0 ? ways : held.map((row) => row.heldUntilBlock)).filter(
    (block) => block !== undefined,
  )
  return Math.min(...known)
}

function explain(
  { row, condition, match, heldUntilBlock, values }: Row,
  decisive: Row,
): ExplainedRow {
  if (row > decisive.row) return { row, condition, outcome: 'not_reached', values }
  if (match) return { row, condition, outcome: 'match', reason: match.reason, values }
  return { row, condition, outcome: heldUntilBlock === undefined ? 'no_match' : 'held', values }
}
