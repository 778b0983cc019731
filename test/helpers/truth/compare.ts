import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { subjectOf } from '../../../protocol/ids.ts'
import type { VerdictItem } from '../../../protocol/wire/verify.ts'
import type { Collecting, Truth } from './chainTruth.ts'
import type { Drawn, DrawnRequest } from './drawRequest.ts'
import type { DrawnStamp, Play } from './play.ts'

/** Refusals that are the relay's own: the chain might well let the recipient collect. */
const ofTheRelay = new Set([
  ...['expiring', 'not_final', 'wrong_relay', 'carriage_too_low', 'closed', 'stamp_mismatch'],
  ...['token_not_accepted', 'stake_too_low', 'window_too_short', 'sender_denied'],
])

/** Refusals that a free door does not overrule. */
const despiteFreeDoor = new Set(['sender_denied', 'unknown_inbox', 'not_final'])

/** How the chain spoke of what a verdict judged. */
export type Outcome = 'collects' | 'does not' | 'no postage'

export type Comparison = {
  reason: string
  outcome: Outcome
  /** What the verdict says and the chain does not, in words; undefined: they agree. */
  fault?: string | undefined
  /** Stamps that the chain would let the recipient collect although the letter was refused: to be asked about by name. */
  alternatives: DrawnStamp[]
}

/** Holds a verdict against the chain at the verdict's own block. */
export async function compare(
  play: Play,
  truth: Truth,
  drawn: Drawn,
  verdict: VerdictItem,
): Promise<Comparison> {
  const { request, mailing } = drawn
  const { reason, eligible, postage } = verdict
  const candidates = play.stamps.filter(({ stamp, stampId }) =>
    request.stampId === undefined
      ? stamp.inboxId === request.inboxId && stamp.letterHash === request.letterHash
      : stampId === request.stampId,
  )
  const named = request.stampId ?? (postage as { stampId?: Hex } | undefined)?.stampId
  const judged = candidates.find(({ stampId }) => stampId === named)
  const collecting =
    request.mailing && mailing
      ? await truth.collectMail(mailing, { ...request, ...request.mailing })
      : judged && (await truth.collectStamp(judged))
  const payer = judged?.stamp.sender ?? mailing?.mailing.sender
  const found = { candidates, collecting, payer }
  const fault = eligible
    ? await doubtOf(truth, request, verdict, collecting)
    : await objectionTo(truth, request, reason, found)
  const isNamed = request.stampId !== undefined || request.mailing !== undefined
  const mayPass = eligible || isNamed ? [] : candidates
  const alternatives = await Promise.all(
    mayPass.map(async (other) => ((await truth.collectStamp(other)).works ? [other] : [])),
  )
  return {
    reason: eligible && reason === 'unknown_inbox' ? 'unknown_inbox (carried)' : reason,
    outcome: collecting ? (collecting.works ? 'collects' : 'does not') : 'no postage',
    fault,
    alternatives: alternatives.flat(),
  }
}

type Found = {
  /** Stamps that the request may have meant. */
  candidates: readonly DrawnStamp[]
  collecting: Collecting | undefined
  payer: Address | undefined
}

/** Why the letter should not have been refused for this reason; undefined: the chain agrees. */
async function objectionTo(
  truth: Truth,
  { inboxId, sender }: DrawnRequest,
  reason: string,
  { candidates, collecting, payer }: Found,
): Promise<string | undefined> {
  if (collecting?.works && !ofTheRelay.has(reason)) return 'the recipient can collect'
  if (!despiteFreeDoor.has(reason)) {
    const { registered, door } = await truth.inbox(inboxId)
    if (registered && door === 'free') return 'its door is free'
  }
  switch (reason) {
    case 'sender_denied': {
      const subjects = [sender, ...(payer ? [payer] : [])].flatMap((who) => subjectsOf(truth, who))
      const words = await Promise.all(subjects.map((each) => truth.consent(inboxId, each)))
      return words.includes(2) ? undefined : 'nobody of them is denied'
    }
    case 'unknown_inbox':
      return (await truth.inbox(inboxId)).registered ? 'it is registered' : undefined
    case 'closed': {
      const { door, acceptsAny } = await truth.inbox(inboxId)
      return door === 'closed' || !acceptsAny ? undefined : `its door is ${door}`
    }
    case 'postage_required':
    case 'no_common_token': {
      const exist = await Promise.all(candidates.map((drawn) => truth.stampExists(drawn)))
      return exist.includes(true) ? 'there is a stamp' : undefined
    }
    default:
      return undefined
  }
}

/** Why the letter should not have been let through; undefined: the chain agrees. */
async function doubtOf(
  truth: Truth,
  request: DrawnRequest,
  { reason, postage }: VerdictItem,
  collecting: Collecting | undefined,
): Promise<string | undefined> {
  const inbox = await truth.inbox(request.inboxId)
  if (reason === 'unknown_inbox') return inbox.registered ? 'it is registered' : undefined
  if (!inbox.registered) return 'the inbox is not registered'
  if (reason === 'no_postage_required') return inbox.door === 'free' ? undefined : 'no free door'
  if (reason === 'consented') {
    const [own, ownInbox] = subjectsOf(truth, request.sender)
    const words = await Promise.all(
      [own, ownInbox].map((s) => (s ? truth.consent(request.inboxId, s) : 0)),
    )
    return words.includes(1) ? undefined : 'nobody has consented'
  }
  if (!collecting?.works) return 'the recipient cannot collect'
  if (postage?.status === 'open' && postage.relay !== zeroAddress && collecting.admits === false) {
    return 'its relay cannot admit it'
  }
  return undefined
}

/** An account and then its inbox and that one's wallets, or an inbox and then its wallets, as subjects of consent. */
function subjectsOf(truth: Truth, who: Hex): Hex[] {
  const isInbox = who.length === 66
  const inboxId = isInbox ? who : truth.inboxOf(who as Address)
  const isLinked = !isInbox && BigInt(inboxId) !== 0n
  const wallets = isInbox || isLinked ? truth.walletsOf(inboxId) : []
  return [subjectOf(who), ...(isLinked ? [inboxId] : []), ...wallets.map(subjectOf)]
}
