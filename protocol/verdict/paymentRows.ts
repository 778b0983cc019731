import { zeroAddress } from 'viem'
import type { Reason } from '../reasons.ts'
import type { AskedTerms, MailingFact, PostageFact } from './facts.ts'
import type { Match, Question, Row, Values } from './row.ts'
import { approval, refusal } from './row.ts'

// Rows 8 to 16: one piece of postage, judged alone. The conditions stand a second time in api/queries/verifyStamps.ts, which
// looks for a stamp that none of them refuses; what decides is this.

/** Who of the payer is denied is looked up for the one piece of postage that a verdict is about, last of all. */
export const payerDenied = judge(
  8,
  'the inbox denies who pays: the wallet, its inbox, or another wallet of that',
  'sender_denied',
  {
    refuses: (_, { facts }) => facts.payerDenied !== null,
    values: ({ sender }, { facts }) => ({ payer: sender, denied: facts.payerDenied }),
  },
)

export const otherRelay = judge(
  9,
  'the postage names another relay, or none without acceptUnpaidCarriage',
  'wrong_relay',
  {
    refuses: (postage, { request }) =>
      namesNoRelay(postage)
        ? request.acceptUnpaidCarriage !== true
        : postage.relay !== request.relay,
    values: (postage, { request: { relay, acceptUnpaidCarriage = false } }) => ({
      postageRelay: postage.relay,
      relay,
      acceptUnpaidCarriage,
    }),
  },
)

export const settled = judge(
  10,
  'the letter’s stake was collected or returned, or its mailing closed',
  'already_settled',
  {
    refuses: ({ status }) => status === 'collected' || status === 'returned' || status === 'closed',
    values: ({ status }) => ({ status }),
  },
)

export const expired = judge(
  11,
  'the time to answer is over, whether or not expire was called',
  'expired',
  {
    refuses: ({ status, expiresAt }, { facts }) => status === 'expired' || facts.now >= expiresAt,
    values: ({ status, expiresAt }, { facts: { now } }) => ({ status, now, expiresAt }),
  },
)

const below = {
  token: refusal('token_not_accepted'),
  stake: refusal('stake_too_low'),
  window: refusal('window_too_short'),
}

/** Row 12, which only speaks of mailings: nobody held a mailing against an inbox's terms when it was opened. */
export const belowTerms: Row = {
  row: 12,
  condition:
    'the mailing pays in a token that the inbox does not accept, or its stake or window is below the terms in force when it was opened',
  match({ facts: { postage } }) {
    return postage?.kind === 'mailing' ? lackOf(postage) : undefined
  },
  values({ facts: { postage } }) {
    if (postage?.kind !== 'mailing') return {}
    const { token, stake, asked } = postage
    return {
      ...{ token, stake: String(stake), window: windowOf(postage) },
      askedStake: asked && String(asked.stake),
      askedWindow: asked?.window ?? null,
      termsOf: asked?.when ?? null,
    }
  },
}

function lackOf(mailing: MailingFact): Match | undefined {
  const asked: AskedTerms | null = mailing.asked
  if (!asked) return below.token
  if (mailing.stake < asked.stake) return below.stake
  return windowOf(mailing) < asked.window ? below.window : undefined
}

function windowOf({ postedAt, expiresAt }: MailingFact): number {
  return expiresAt - postedAt
}

export const expiring = judge(
  13,
  'the postage is still open, and has fewer seconds left to answer than it must',
  'expiring',
  {
    refuses: (postage, question) =>
      postage.status === 'open' &&
      postage.expiresAt - question.facts.now < requiredSeconds(postage, question),
    values: (postage, question) => ({
      status: postage.status,
      secondsLeft: postage.expiresAt - question.facts.now,
      required: requiredSeconds(postage, question),
      window: postage.window,
    }),
  },
)

/** Nine tenths, exact in integers: x < 9w/10 for integers x and w is x < ⌈9w/10⌉. */
function requiredSeconds({ window }: PostageFact, { request }: Question): number {
  return request.minSecondsLeft ?? Math.ceil((window * 9) / 10)
}

export const underpaid = judge(
  14,
  'the carriage is below the lowest price that the relay had within 600 s before posting, or below minCarriage; or the relay did not accept the token then, and minCarriage does not name it',
  'carriage_too_low',
  {
    refuses(postage, { request }) {
      if (namesNoRelay(postage)) return false
      const { carriage, carriageAsked: asked } = postage
      const least = request.minCarriage?.get(postage.token) ?? null
      if (asked === null && least === null) return true
      return (asked !== null && carriage < asked) || (least !== null && carriage < least)
    },
    values({ token, carriage, carriageAsked: asked }, { request }) {
      const least = request.minCarriage?.get(token) ?? null
      return {
        token,
        carriage: String(carriage),
        carriageAsked: asked === null ? null : String(asked),
        minCarriage: least === null ? null : String(least),
      }
    },
  },
)

export const tooNew = judge(
  15,
  'the postage, or terms of now that a mailing is held against, are not at the finality asked for',
  'not_final',
  {
    refuses: (postage, { facts }) => sinceBlockOf(postage) > facts.levelBlock,
    values(postage, { facts: { block, levelBlock } }) {
      const { postedBlock } = postage
      const sinceBlock = sinceBlockOf(postage)
      return {
        postedBlock: String(postedBlock),
        ...(sinceBlock > postedBlock && { sinceBlock: String(sinceBlock) }),
        levelBlock: String(levelBlock),
        confirmations: block - postedBlock + 1,
      }
    },
  },
)

/** Since which block all that speaks for the postage has held: its posting, and of a mailing the terms that it is held against. */
export function sinceBlockOf(postage: PostageFact): number {
  return postage.kind === 'mailing' ? postage.sinceBlock : postage.postedBlock
}

const paidFor = approval('paid')

export const paid: Row = {
  row: 16,
  condition: 'otherwise: the postage is open or admitted',
  match: ({ facts: { postage } }) => (postage ? paidFor : undefined),
  values({ facts: { postage } }): Values {
    if (!postage) return {}
    const { status } = postage
    if (postage.kind === 'stamp') return { stampId: postage.stampId, status }
    return { mailingId: postage.mailingId, index: postage.index, status }
  },
}

/** A row that refuses postage; it says nothing where there is none. */
function judge(
  row: number,
  condition: string,
  reason: Reason,
  ask: {
    refuses: (postage: PostageFact, question: Question) => boolean
    values: (postage: PostageFact, question: Question) => Values
  },
): Row {
  const refused = refusal(reason)
  return {
    row,
    condition,
    match(question) {
      const { postage } = question.facts
      return postage && ask.refuses(postage, question) ? refused : undefined
    },
    values(question) {
      const { postage } = question.facts
      return postage ? ask.values(postage, question) : {}
    },
  }
}

function namesNoRelay(postage: PostageFact): boolean {
  return postage.relay === zeroAddress
}
