import type { Hex } from 'viem'
import type * as schema from '../../indexer/ponder.schema.ts'
import { native, subjectOf } from './verifyScene.ts'

type RowOf<T extends keyof typeof schema> = (typeof schema)[T] extends { $inferSelect: infer R }
  ? R
  : never

/** All that there is on the chain, at the newest block. */
export type ModelWorld = {
  block: number
  now: number
  tags: { safe: number; finalized: number }
  inboxes: readonly RowOf<'inbox'>[]
  wallets: readonly RowOf<'wallet'>[]
  consents: readonly RowOf<'consent'>[]
  terms: readonly RowOf<'terms'>[]
  relays: readonly RowOf<'relay'>[]
  carriages: readonly RowOf<'carriage'>[]
  stamps: readonly RowOf<'stamp'>[]
}

/** A verify request as JSON. */
export type ModelRequest = {
  inboxId: Hex
  sender: Hex
  letterHash: Hex
  relay: Hex
  stampId?: Hex | undefined
  senderAuthenticated?: true | undefined
  finality?: 'latest' | 'safe' | 'finalized' | undefined
  minConfirmations?: number | undefined
  minSecondsLeft?: number | undefined
  minCarriage?: Record<string, string> | undefined
  acceptUnpaidCarriage?: true | undefined
  policy?: { unknownInbox?: 'refuse' | 'carry' | undefined } | undefined
}

export type ModelVerdict = {
  eligible: boolean
  reason: string
  /** Any of these may be named as the postage judged; empty: none is. */
  stampIds: readonly Hex[]
}

/**
 * The verdict table read word by word, over everything there is: slow, and nothing in common with the API's SQL or rows.
 * What the API says must be this.
 */
export function judgeByModel(world: ModelWorld, request: ModelRequest): ModelVerdict {
  const { block, tags } = world
  const tag = { latest: block, ...tags }[request.finality ?? 'latest']
  const level = Math.min(tag, block - (request.minConfirmations ?? 1) + 1)
  const no = (reason: string, stampIds: Hex[] = []) => ({ eligible: false, reason, stampIds })
  const yes = (reason: string, stampIds: Hex[] = []) => ({ eligible: true, reason, stampIds })

  const inbox = world.inboxes.find((row) => row.inboxId === request.inboxId)
  if (!inbox) {
    return request.policy?.unknownInbox === 'carry' ? yes('unknown_inbox') : no('unknown_inbox')
  }
  if (isDenied(world, inbox.inboxId, identitiesOf(world, request.sender)))
    return no('sender_denied')

  const isRegistered = inbox.registeredBlock <= level
  const consents = request.senderAuthenticated
    ? allowedSince(world, inbox.inboxId, request.sender)
    : []
  if (isRegistered && consents.some((since) => since <= level)) return yes('consented')
  if (isRegistered && inbox.door === 'free' && inbox.doorSinceBlock <= level) {
    return yes('no_postage_required')
  }

  const candidates = world.stamps.filter((row) =>
    request.stampId === undefined
      ? row.inboxId === request.inboxId && row.letterHash === request.letterHash
      : row.stampId === request.stampId,
  )
  const judged = candidates.map((row) => ({
    ...judgeStamp(world, request, inbox, row, level),
    stampId: row.stampId,
  }))
  const paid = judged.filter(({ row }) => row === 16)
  if (paid.length > 0 && isRegistered)
    return yes(
      'paid',
      paid.map(({ stampId }) => stampId),
    )

  const furthest = Math.max(...judged.map(({ row }) => row))
  const best = judged.filter(({ row }) => row === furthest)
  const stampIds = best.map(({ stampId }) => stampId)
  const isHeld = !isRegistered || consents.length > 0 || inbox.door === 'free'
  if (isHeld) return no('not_final', stampIds)
  if (best[0]) return no(best[0].reason, stampIds)
  if (inbox.door === 'closed') return no('closed')
  if (request.stampId !== undefined) return no('postage_unknown')
  return no(judgeWithoutPostage(world, request))
}

function judgeStamp(
  world: ModelWorld,
  request: ModelRequest,
  inbox: RowOf<'inbox'>,
  stamp: RowOf<'stamp'>,
  level: number,
): { row: number; reason: string } {
  const isForIt = stamp.inboxId === request.inboxId && stamp.letterHash === request.letterHash
  const isPending = stamp.status === 'open' || stamp.status === 'admitted'
  if (inbox.door === 'closed' && !(isForIt && isPending && !stamp.postedWhileClosed)) {
    return { row: 5, reason: 'closed' }
  }
  if (!isForIt) return { row: 6, reason: 'stamp_mismatch' }
  if (isDenied(world, inbox.inboxId, identitiesOf(world, stamp.sender))) {
    return { row: 8, reason: 'sender_denied' }
  }
  const isUnpaid = stamp.relay === native
  if (isUnpaid ? !request.acceptUnpaidCarriage : stamp.relay !== request.relay) {
    return { row: 9, reason: 'wrong_relay' }
  }
  if (stamp.status === 'collected' || stamp.status === 'returned') {
    return { row: 10, reason: 'already_settled' }
  }
  if (stamp.status === 'expired' || world.now >= stamp.expiresAt)
    return { row: 11, reason: 'expired' }
  const left = stamp.expiresAt - world.now
  const isShort =
    request.minSecondsLeft === undefined
      ? left * 10 < stamp.window * 9
      : left < request.minSecondsLeft
  if (stamp.status === 'open' && isShort) return { row: 13, reason: 'expiring' }
  if (!isUnpaid && isUnderpaid(request, stamp)) return { row: 14, reason: 'carriage_too_low' }
  if (stamp.postedBlock > level) return { row: 15, reason: 'not_final' }
  return { row: 16, reason: 'paid' }
}

function isUnderpaid(request: ModelRequest, stamp: RowOf<'stamp'>): boolean {
  const named = Object.entries(request.minCarriage ?? {}).find(
    ([token]) => token.toLowerCase() === stamp.token,
  )
  if (named && stamp.carriage < BigInt(named[1])) return true
  if (stamp.carriageAsked === null) return named === undefined
  return stamp.carriage < stamp.carriageAsked
}

function judgeWithoutPostage(world: ModelWorld, request: ModelRequest): string {
  const accepted = world.terms.filter((row) => row.inboxId === request.inboxId && row.stake > 0n)
  if (accepted.length === 0) return 'closed'
  const isCommon = (token: Hex) =>
    request.acceptUnpaidCarriage ||
    Object.keys(request.minCarriage ?? {}).some((named) => named.toLowerCase() === token) ||
    (world.relays.some((row) => row.relay === request.relay && row.active) &&
      world.carriages.some(
        (row) => row.relay === request.relay && row.token === token && row.accepted,
      ))
  return accepted.some(({ token }) => isCommon(token)) ? 'postage_required' : 'no_common_token'
}

/** A wallet or inbox, its inbox, and all wallets of that, as subjects. */
function identitiesOf(world: ModelWorld, who: Hex): Hex[] {
  const isInbox = who.length === 66
  const inboxId = isInbox ? who : world.wallets.find((row) => row.wallet === who)?.inboxId
  const wallets = world.wallets.filter((row) => inboxId && row.inboxId === inboxId)
  return [
    isInbox ? who : subjectOf(who),
    ...(inboxId ? [inboxId] : []),
    ...wallets.map((row) => subjectOf(row.wallet)),
  ]
}

function isDenied(world: ModelWorld, inboxId: Hex, subjects: readonly Hex[]): boolean {
  return world.consents.some(
    (row) => row.inboxId === inboxId && row.consent === 'denied' && subjects.includes(row.subject),
  )
}

/** Since which blocks the proven sender is allowed: by itself, and a wallet by its inbox, but not before it joined. */
function allowedSince(world: ModelWorld, inboxId: Hex, who: Hex): number[] {
  const allowed = world.consents.filter(
    (row) => row.inboxId === inboxId && row.consent === 'allowed',
  )
  const by = (subject: Hex) => allowed.filter((row) => row.subject === subject)
  if (who.length === 66) return by(who).map((row) => row.sinceBlock)
  const link = world.wallets.find((row) => row.wallet === who)
  const byInbox = link?.inboxId ? by(link.inboxId) : []
  return [
    ...by(subjectOf(who)).map((row) => row.sinceBlock),
    ...byInbox.map((row) => Math.max(row.sinceBlock, link?.sinceBlock ?? 0)),
  ]
}
