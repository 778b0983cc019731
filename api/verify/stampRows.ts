import { zeroAddress } from 'viem'
import type { Reason } from '../../protocol/reasons.ts'
import type { StampFact } from './facts.ts'
import type { Question, Row } from './row.ts'

// Rows 8 to 16: one stamp, judged alone. The conditions stand a second time in queries/verifyStatement.ts, which looks for
// a stamp that none of them refuses; what decides is this. Row 12 speaks of mailings.

type Judge = (stamp: StampFact, question: Question) => Pick<Row, 'values'> & { refused: boolean }

export const payerDenied = judge(
  8,
  'the inbox denies who pays: the wallet, its inbox, or another wallet of that',
  'sender_denied',
  ({ sender, payerDenied: denied }) => ({
    refused: denied !== null,
    values: { payer: sender, denied },
  }),
)

export const otherRelay = judge(
  9,
  'the stamp names another relay, or none without acceptUnpaidCarriage',
  'wrong_relay',
  (stamp, { request: { relay, acceptUnpaidCarriage = false } }) => ({
    refused: namesNoRelay(stamp) ? !acceptUnpaidCarriage : stamp.relay !== relay,
    values: { stampRelay: stamp.relay, relay, acceptUnpaidCarriage },
  }),
)

export const settled = judge(
  10,
  'the stamp was collected or returned',
  'already_settled',
  ({ status }) => ({
    refused: status === 'collected' || status === 'returned',
    values: { status },
  }),
)

export const expired = judge(
  11,
  'the time to answer is over, whether or not expire was called',
  'expired',
  ({ status, expiresAt }, { facts: { now } }) => ({
    refused: status === 'expired' || now >= expiresAt,
    values: { status, now, expiresAt },
  }),
)

export const expiring = judge(
  13,
  'the stamp is still open, and has fewer seconds left to answer than it must',
  'expiring',
  ({ status, expiresAt, window }, { request: { minSecondsLeft }, facts: { now } }) => {
    const secondsLeft = expiresAt - now
    // Nine tenths, exact in integers: x < 9w/10 for integers x and w is x < ⌈9w/10⌉.
    const required = minSecondsLeft ?? Math.ceil((window * 9) / 10)
    return {
      refused: status === 'open' && secondsLeft < required,
      values: { status, secondsLeft, required, window },
    }
  },
)

export const underpaid = judge(
  14,
  'the carriage is below the lowest price that the relay had within 600 s before posting, or below minCarriage; or the relay did not accept the token then, and minCarriage does not name it',
  'carriage_too_low',
  (stamp, { request: { minCarriage } }) => {
    const { carriage, carriageAsked: asked } = stamp
    const least = minCarriage?.get(stamp.token) ?? null
    const tooLow =
      (asked === null && least === null) || carriage < (asked ?? 0n) || carriage < (least ?? 0n)
    return {
      refused: !namesNoRelay(stamp) && tooLow,
      values: {
        token: stamp.token,
        carriage: String(carriage),
        carriageAsked: asked === null ? null : String(asked),
        minCarriage: least === null ? null : String(least),
      },
    }
  },
)

export const tooNew = judge(
  15,
  'the stamp is not at the finality asked for',
  'not_final',
  ({ postedBlock }, { facts: { block, levelBlock } }) => ({
    refused: postedBlock > levelBlock,
    values: {
      postedBlock: String(postedBlock),
      levelBlock: String(levelBlock),
      confirmations: block - postedBlock + 1,
    },
  }),
)

export function paid({ facts: { stamp } }: Question): Row {
  return {
    row: 16,
    condition: 'otherwise: the stamp is open or admitted',
    match: stamp ? { eligible: true, reason: 'paid' } : undefined,
    values: stamp ? { stampId: stamp.stampId, status: stamp.status } : {},
  }
}

/** A row that refuses a stamp; it says nothing where there is no stamp. */
function judge(row: number, condition: string, reason: Reason, ask: Judge) {
  return (question: Question): Row => {
    const { stamp } = question.facts
    if (!stamp) return { row, condition, values: {} }
    const { refused, values } = ask(stamp, question)
    return { row, condition, match: refused ? { eligible: false, reason } : undefined, values }
  }
}

function namesNoRelay(stamp: StampFact): boolean {
  return stamp.relay === zeroAddress
}
