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
  mailings: readonly RowOf<'mailing'>[]
  mails: readonly RowOf<'mail'>[]
  termsChanges: readonly RowOf<'termsChange'>[]
  doorChanges: readonly RowOf<'doorChange'>[]
  keys: readonly RowOf<'key'>[]
}

/** A verify request as JSON. */
export type ModelRequest = {
  inboxId: Hex
  sender: Hex
  letterHash: Hex
  relay: Hex
  stampId?: Hex | undefined
  mailing?: { mailingId: Hex; index: number; proof: readonly Hex[] } | undefined
  senderStatement?: ModelStatement | undefined
  senderAuthenticated?: true | undefined
  finality?: 'latest' | 'safe' | 'finalized' | undefined
  minConfirmations?: number | undefined
  minSecondsLeft?: number | undefined
  minCarriage?: Record<string, string> | undefined
  acceptUnpaidCarriage?: true | undefined
  policy?: { unknownInbox?: 'refuse' | 'carry' | undefined } | undefined
}

export type ModelStatement = {
  wallet: Hex
  senderInboxId: Hex
  keyId: Hex
  issuedAt: number
  signature: Hex
}

/** What is so without looking it up: which letters a mailing has, and whether whom a statement names signed it. */
export type ModelTruth = {
  /** Leaves by the id of their mailing; a proof that is not the right one is empty or too long. */
  leaves: ReadonlyMap<Hex, readonly { inboxId: Hex; letterHash: Hex; proof: readonly Hex[] }[]>
  isSigned: boolean
}

export type ModelVerdict = {
  eligible: boolean
  reason: string
  /** Any of these may be named as the postage judged; empty: none is. */
  stampIds: readonly Hex[]
  isProven: boolean
}

/**
 * The verdict table read word by word, over everything there is: slow, and nothing in common with the API's SQL or rows.
 * What the API says must be this.
 */
export function judgeByModel(
  world: ModelWorld,
  request: ModelRequest,
  truth: ModelTruth,
): ModelVerdict {
  const proofs = proofOf(world, request, truth)
  return { ...judgeLetter(world, request, truth, proofs), isProven: proofs !== null }
}

function judgeLetter(
  world: ModelWorld,
  request: ModelRequest,
  truth: ModelTruth,
  proof: Proof | null,
): Omit<ModelVerdict, 'isProven'> {
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
  const consents = proof ? allowedSince(world, inbox.inboxId, request.sender, proof) : []
  if (isRegistered && consents.some((since) => since <= level)) return yes('consented')
  if (isRegistered && inbox.door === 'free' && inbox.doorSinceBlock <= level) {
    return yes('no_postage_required')
  }

  const candidates: Candidate[] = request.mailing
    ? world.mailings
        .filter((row) => row.mailingId === request.mailing?.mailingId)
        .map((row) => ofMailing(world, request, row, truth))
    : world.stamps
        .filter((row) =>
          request.stampId === undefined
            ? row.inboxId === request.inboxId && row.letterHash === request.letterHash
            : row.stampId === request.stampId,
        )
        .map((row) => ofStamp(request, row))
  const judged = candidates.map((candidate) => ({
    ...judgePostage(world, request, inbox, candidate, level),
    stampId: candidate.id,
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
  if (request.stampId !== undefined || request.mailing) return no('postage_unknown')
  return no(judgeWithoutPostage(world, request))
}

/** A stamp, or a mailing as it is for one letter. */
type Candidate = Pick<
  RowOf<'stamp'>,
  'sender' | 'relay' | 'token' | 'carriage' | 'carriageAsked' | 'expiresAt' | 'postedWhileClosed'
> & {
  id: Hex
  misfit: string | null
  isPending: boolean
  isAnswered: boolean
  status: string
  /** What is wrong with it by the terms of the inbox. */
  below: string | null
  window: number
  sinceBlocks: readonly number[]
}

function ofStamp(request: ModelRequest, stamp: RowOf<'stamp'>): Candidate {
  const isForIt = stamp.inboxId === request.inboxId && stamp.letterHash === request.letterHash
  return {
    ...stamp,
    id: stamp.stampId,
    misfit: isForIt ? null : 'stamp_mismatch',
    isPending: stamp.status === 'open' || stamp.status === 'admitted',
    isAnswered: stamp.status === 'collected' || stamp.status === 'returned',
    below: null,
    sinceBlocks: [stamp.postedBlock],
  }
}

function ofMailing(
  world: ModelWorld,
  { mailing: named, ...request }: ModelRequest,
  mailing: RowOf<'mailing'>,
  truth: ModelTruth,
): Candidate {
  const leaf = truth.leaves.get(mailing.mailingId)?.[named?.index ?? 0]
  const isThere =
    leaf !== undefined &&
    leaf.inboxId === request.inboxId &&
    leaf.letterHash === request.letterHash &&
    leaf.proof.join() === named?.proof.join()
  const isCollected = world.mails.some(
    (row) => row.mailingId === mailing.mailingId && row.index === named?.index,
  )
  const isBefore = (row: { blockNumber: number; logIndex: number }) =>
    row.blockNumber < mailing.openedBlock ||
    (row.blockNumber === mailing.openedBlock && row.logIndex < mailing.openedLogIndex)
  const newest = <T extends { blockNumber: number; logIndex: number; inboxId: Hex }>(
    rows: readonly T[],
  ) =>
    rows
      .filter((row) => row.inboxId === request.inboxId && isBefore(row))
      .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex)
      .at(-1)
  const then = newest(world.termsChanges.filter((row) => row.token === mailing.token))
  const present = world.terms.find(
    (row) => row.inboxId === request.inboxId && row.token === mailing.token && row.stake > 0n,
  )
  const isThen = then !== undefined && then.stake > 0n
  const asked = isThen ? then : present
  return {
    ...mailing,
    id: mailing.mailingId,
    misfit: isThere ? null : 'bad_proof',
    isPending: !isCollected && mailing.status !== 'closed',
    isAnswered: isCollected || mailing.status === 'closed',
    postedWhileClosed: newest(world.doorChanges)?.door === 'closed',
    below: belowTerms(mailing, asked),
    window: asked?.window ?? 0,
    sinceBlocks: [mailing.openedBlock, ...(isThen || !present ? [] : [present.sinceBlock])],
  }
}

function belowTerms(
  mailing: RowOf<'mailing'>,
  asked: { stake: bigint; window: number } | undefined,
): string | null {
  if (!asked) return 'token_not_accepted'
  if (mailing.stake < asked.stake) return 'stake_too_low'
  return mailing.expiresAt - mailing.openedAt < asked.window ? 'window_too_short' : null
}

function judgePostage(
  world: ModelWorld,
  request: ModelRequest,
  inbox: RowOf<'inbox'>,
  postage: Candidate,
  level: number,
): { row: number; reason: string } {
  if (
    inbox.door === 'closed' &&
    !(postage.misfit === null && postage.isPending && !postage.postedWhileClosed)
  ) {
    return { row: 5, reason: 'closed' }
  }
  if (postage.misfit) return { row: 6, reason: postage.misfit }
  if (isDenied(world, inbox.inboxId, identitiesOf(world, postage.sender))) {
    return { row: 8, reason: 'sender_denied' }
  }
  const isUnpaid = postage.relay === native
  if (isUnpaid ? !request.acceptUnpaidCarriage : postage.relay !== request.relay) {
    return { row: 9, reason: 'wrong_relay' }
  }
  if (postage.isAnswered) return { row: 10, reason: 'already_settled' }
  if (postage.status === 'expired' || world.now >= postage.expiresAt)
    return { row: 11, reason: 'expired' }
  if (postage.below) return { row: 12, reason: postage.below }
  const left = postage.expiresAt - world.now
  const isShort =
    request.minSecondsLeft === undefined
      ? left * 10 < postage.window * 9
      : left < request.minSecondsLeft
  if (postage.status === 'open' && isShort) return { row: 13, reason: 'expiring' }
  if (!isUnpaid && isUnderpaid(request, postage)) return { row: 14, reason: 'carriage_too_low' }
  if (postage.sinceBlocks.some((since) => since > level)) return { row: 15, reason: 'not_final' }
  return { row: 16, reason: 'paid' }
}

function isUnderpaid(request: ModelRequest, postage: Candidate): boolean {
  const named = Object.entries(request.minCarriage ?? {}).find(
    ([token]) => token.toLowerCase() === postage.token,
  )
  if (named && postage.carriage < BigInt(named[1])) return true
  if (postage.carriageAsked === null) return named === undefined
  return postage.carriage < postage.carriageAsked
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

/** What is proven of the sender, and since which block that can be said. */
type Proof = { of: 'sender' | 'inbox'; sinceBlock: number }

const zero = `0x${'0'.repeat(64)}`

function proofOf(world: ModelWorld, request: ModelRequest, { isSigned }: ModelTruth): Proof | null {
  if (request.senderAuthenticated) return { of: 'sender', sinceBlock: 0 }
  const { senderStatement: said, sender } = request
  if (!said || !isSigned) return null
  if (world.now < said.issuedAt - 60 || world.now > said.issuedAt + 86_400) return null
  const own =
    sender.length === 66 ? sender : world.wallets.find((row) => row.wallet === sender)?.inboxId
  if (said.wallet === native) return proofByKey(world, said, own)
  if (said.keyId !== zero || said.wallet !== sender) return null
  if (said.senderInboxId !== zero && said.senderInboxId !== own) return null
  return { of: 'sender', sinceBlock: 0 }
}

function proofByKey(
  world: ModelWorld,
  said: ModelStatement,
  own: Hex | null | undefined,
): Proof | null {
  const key = world.keys.find(
    (row) => row.inboxId === said.senderInboxId && row.keyId === said.keyId,
  )
  const owner = world.inboxes.find((row) => row.inboxId === said.senderInboxId)
  if (!key || !owner || own !== said.senderInboxId) return null
  if (key.revokedBlock !== null || key.epoch < owner.keyEpoch) return null
  if (key.expiresAt !== 0 && world.now >= key.expiresAt) return null
  if (![1, 3, 4].includes(key.kind ?? 0)) return null
  return { of: 'inbox', sinceBlock: key.periodBlock ?? Infinity }
}

/** Since which blocks what is proven is allowed: by itself, and a wallet by its inbox, but not before it joined. */
function allowedSince(world: ModelWorld, inboxId: Hex, who: Hex, proof: Proof): number[] {
  const allowed = world.consents.filter(
    (row) => row.inboxId === inboxId && row.consent === 'allowed',
  )
  const by = (subject: Hex) => allowed.filter((row) => row.subject === subject)
  const since = (...blocks: number[]) => Math.max(proof.sinceBlock, ...blocks)
  if (who.length === 66) return by(who).map((row) => since(row.sinceBlock))
  const link = world.wallets.find((row) => row.wallet === who)
  const byInbox = link?.inboxId ? by(link.inboxId) : []
  const byWallet = proof.of === 'sender' ? by(subjectOf(who)) : []
  return [
    ...byWallet.map((row) => since(row.sinceBlock)),
    ...byInbox.map((row) => since(row.sinceBlock, link?.sinceBlock ?? 0)),
  ]
}
