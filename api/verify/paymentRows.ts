import { zeroAddress } from 'viem'
import type { AskedTerms, PostageFact } from './facts.ts'
import type { Match, Question, Row, Values } from './row.ts'

// Rows 8 to 16: one piece of postage, judged alone. The conditions stand a second time in queries/verifyStamps.ts, which looks
// for a stamp that none of them refuses; what decides is this.

type Judge = (
  postage: PostageFact,
  question: Question,
) => Pick<Row, 'values'> & { refused: boolean }

export const payerDenied = judge(
  8,
  'the inbox denies who pays: the wallet, its inbox, or another wallet of that',
  'sender_denied',
  ({ sender, payerDenied: denied }) => ({
    refused: denied !== null,
    values: () => ({ payer: sender, denied }),
  }),
)

export const otherRelay = judge(
  9,
  'the postage names another relay, or none without acceptUnpaidCarriage',
  'wrong_relay',
  (postage, { request: { relay, acceptUnpaidCarriage = false } }) => ({
    refused: namesNoRelay(postage) ? !acceptUnpaidCarriage : postage.relay !== relay,
    values: () => ({ postageRelay: postage.relay, relay, acceptUnpaidCarriage }),
  }),
)

export const settled = judge(
  10,
  'the letter’s stake was collected or returned, or its mailing closed',
  'already_settled',
  ({ status }) => ({
    refused: status === 'collected' || status === 'returned' || status === 'closed',
    values: () => ({ status }),
  }),
)

export const expired = judge(
  11,
  'the time to answer is over, whether or not expire was called',
  'expired',
  ({ status, expiresAt }, { facts: { now } }) => ({
    refused: status === 'expired' || now >= expiresAt,
    values: () => ({ status, now, expiresAt }),
  }),
)

/** Row 12, which only speaks of mailings: nobody held a mailing against an inbox's terms when it was opened. */
export function belowTerms({ facts: { postage } }: Question): Row {
  const row = {
    row: 12,
    condition:
      'the mailing pays in a token that the inbox does not accept, or its stake or window is below the terms in force when it was opened',
  }
  if (postage?.kind !== 'mailing') return { ...row, values: () => ({}) }
  const { token, stake, postedAt, expiresAt, asked } = postage
  const window = expiresAt - postedAt
  const reason = lackOf({ stake, window }, asked)
  return {
    ...row,
    match: reason ? { eligible: false, reason } : undefined,
    values: () => ({
      ...{ token, stake: String(stake), window },
      askedStake: asked && String(asked.stake),
      askedWindow: asked?.window ?? null,
      termsOf: asked?.when ?? null,
    }),
  }
}

function lackOf(offered: AskedTerms, asked: AskedTerms | null) {
  if (!asked) return 'token_not_accepted'
  if (offered.stake < asked.stake) return 'stake_too_low'
  return offered.window < asked.window ? 'window_too_short' : undefined
}

export const expiring = judge(
  13,
  'the postage is still open, and has fewer seconds left to answer than it must',
  'expiring',
  ({ status, expiresAt, window }, { request: { minSecondsLeft }, facts: { now } }) => {
    const secondsLeft = expiresAt - now
    // Nine tenths, exact in integers: x < 9w/10 for integers x and w is x < ⌈9w/10⌉.
    const required = minSecondsLeft ?? Math.ceil((window * 9) / 10)
    return {
      refused: status === 'open' && secondsLeft < required,
      values: () => ({ status, secondsLeft, required, window }),
    }
  },
)

export const underpaid = judge(
  14,
  'the carriage is below the lowest price that the relay had within 600 s before posting, or below minCarriage; or the relay did not accept the token then, and minCarriage does not name it',
  'carriage_too_low',
  (postage, { request: { minCarriage } }) => {
    const { carriage, carriageAsked: asked } = postage
    const least = minCarriage?.get(postage.token) ?? null
    const tooLow =
      (asked === null && least === null) || carriage < (asked ?? 0n) || carriage < (least ?? 0n)
    return {
      refused: !namesNoRelay(postage) && tooLow,
      values: () => ({
        token: postage.token,
        carriage: String(carriage),
        carriageAsked: asked === null ? null : String(asked),
        minCarriage: least === null ? null : String(least),
      }),
    }
  },
)

export const tooNew = judge(
  15,
  'the postage, or terms of now that a mailing is held against, are not at the finality asked for',
  'not_final',
  ({ postedBlock, sinceBlock }, { facts: { block, levelBlock } }) => ({
    refused: sinceBlock > levelBlock,
    values: () => ({
      postedBlock: String(postedBlock),
      ...(sinceBlock > postedBlock && { sinceBlock: String(sinceBlock) }),
      levelBlock: String(levelBlock),
      confirmations: block - postedBlock + 1,
    }),
  }),
)

export function paid({ facts: { postage } }: Question): Row {
  return {
    row: 16,
    condition: 'otherwise: the postage is open or admitted',
    match: postage ? { eligible: true, reason: 'paid' } : undefined,
    values: () => (postage ? { ...nameOf(postage), status: postage.status } : {}),
  }
}

function nameOf(postage: PostageFact): Values {
  if (postage.kind === 'stamp') return { stampId: postage.stampId }
  return { mailingId: postage.mailingId, index: postage.index }
}

/** A row that refuses postage; it says nothing where there is none. */
function judge(row: number, condition: string, reason: Match['reason'], ask: Judge) {
  return (question: Question): Row => {
    const { postage } = question.facts
    if (!postage) return { row, condition, values: () => ({}) }
    const { refused, values } = ask(postage, question)
    return { row, condition, match: refused ? { eligible: false, reason } : undefined, values }
  }
}

function namesNoRelay(postage: PostageFact): boolean {
  return postage.relay === zeroAddress
}
