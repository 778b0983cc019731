import type { ExplainedRow } from '../wire/verify.ts'
import {
  belowTerms,
  expired,
  expiring,
  otherRelay,
  paid,
  payerDenied,
  settled,
  sinceBlockOf,
  tooNew,
  underpaid,
} from './paymentRows.ts'
import { doorClosed, namedPostageUnfit, noPostage } from './postageRows.ts'
import type { Match, Question, Row } from './row.ts'
import { consented, doorFree, senderDenied, unknownInbox } from './senderRows.ts'

/** The table of docs/api.md, in its order. */
const table: readonly Row[] = [
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

/** The rows that look at no postage. */
const senderTable = table.filter((row) => row.row <= doorFree.row)

/** The rows that judge a stamp of the letter alone, whoever pays for it. */
const stampTable = table.filter((row) => row === doorClosed || row.row > payerDenied.row)

/** What the table says of a letter. */
export type Decision = Match & {
  /** The row that decides, or would if nothing were held. */
  readonly row: number
  /** With `not_final`: the earliest block at whose finality the answer may be another. */
  readonly untilBlock?: number | undefined
}

/** A row that would let the letter pass at the finality of a block. */
type Held = { row: number; untilBlock: number }

const none: readonly Held[] = []

/**
 * Judges one letter by what is known of it: the first row whose condition holds decides, but where rows 1, 3 or 4 would let
 * the letter pass if what they rest on were not too new, and no postage passes, the answer is `not_final`.
 *
 * Pure: no clock, no database. Source: docs/api.md, the verdict table.
 *
 * @throws {Error} Facts of which no row speaks, which whoever reads them never gives.
 */
export function decide(question: Question): Decision {
  let held = none
  for (const row of table) {
    const untilBlock = row.heldUntilBlock?.(question)
    if (untilBlock !== undefined) held = [...held, { row: row.row, untilBlock }]
    const match = row.match(question)
    if (match) return conclude(question, row.row, match, held)
  }
  throw new Error('No row of the verdict table speaks of these facts')
}

/** Whether rows 1 to 4 decide, so that nobody need look for postage. */
export function isDecidedBySender(question: Question): boolean {
  for (const row of senderTable) if (row.match(question)) return true
  return false
}

/**
 * How far the stamp of a question gets in the table: the row, of 5 and 9 to 15, that refuses it, and 16 if none does. Who has several
 * stamps of a letter to choose from judges the one that gets furthest; who pays for it, row 8, is another question.
 */
export function rowReached(question: Question): number {
  const refused = stampTable.find((row) => row.match(question))
  if (!refused) throw new Error('There is no stamp to judge')
  return refused.row
}

/** Every row of the table with the values that it compared. */
export function explain(question: Question, { row: decisive }: Decision): ExplainedRow[] {
  return table.map((asked) => {
    const { row, condition } = asked
    const values = asked.values(question)
    if (row > decisive) return { row, condition, outcome: 'not_reached', values }
    const match = asked.match(question)
    if (match) return { row, condition, outcome: 'match', reason: match.reason, values }
    const isHeld = asked.heldUntilBlock?.(question) !== undefined
    return { row, condition, outcome: isHeld ? 'held' : 'no_match', values }
  })
}

function conclude(
  question: Question,
  row: number,
  { eligible, reason }: Match,
  held: readonly Held[],
): Decision {
  // A denial, row 2, counts at the newest block however new the rest is; an unknown inbox has nothing to wait for.
  if (row <= 4) return { eligible, reason, row }
  // Postage that passes needs no consent and no free door, but the inbox.
  if (eligible) {
    const registration = held.find((given) => given.row === 1)
    if (!registration) return { eligible, reason, row }
    return { eligible: false, reason: 'not_final', row, untilBlock: registration.untilBlock }
  }
  if (held.length === 0 && reason !== 'not_final') return { eligible, reason, row }
  const untilBlock = untilBlockOf(question, reason, held)
  return { eligible: false, reason: 'not_final', row, untilBlock }
}

/** Consent, a free door and postage each suffice alone; that the inbox is registered does not, but nothing goes before it. */
function untilBlockOf({ facts }: Question, reason: Match['reason'], held: readonly Held[]): number {
  const ways = held.filter(({ row }) => row !== 1).map(({ untilBlock }) => untilBlock)
  if (reason === 'not_final' && facts.postage) ways.push(sinceBlockOf(facts.postage))
  return Math.min(...(ways.length > 0 ? ways : held.map(({ untilBlock }) => untilBlock)))
}
