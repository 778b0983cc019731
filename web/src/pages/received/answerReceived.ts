import type { Mailing, Stamp } from '@pennypost/sdk'
import { collectAll, collectAllMail, getStampStatuses, returnAll } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { ActContext } from '../../acts/ActContext.ts'
import type { PlannedCall } from '../../acts/plan.ts'
import { plan } from '../../acts/plan.ts'
import type { Answer, ListedStamp, Received } from './Received.ts'

export type AnswerReceivedParameters = {
  answer: Answer
  items: readonly Received[]
  /** Whether the wallet makes several calls one. */
  canBatch: boolean
  onProgress?: ((done: number, total: number) => void) | undefined
}

export type Answered = {
  /** How many have that outcome now, by this. */
  done: number
  /** How many somebody else had answered before. */
  late: number
}

/** So many fit into one transaction with room to spare, so that a batch is tried only of these. */
const mostAtOnce = 150

/** Thrown where nothing is left to answer; the sentence says so. */
export class NothingLeftError extends Error {
  override readonly name = 'NothingLeftError'
}

/**
 * Collects or returns stakes, however many: as one where the wallet can, else in as many transactions as it takes. What was answered
 * meanwhile, as in another tab, is left out.
 *
 * @throws {NothingLeftError} All of them had been answered.
 * @throws What `collectAll` and `returnAll` throw.
 */
export async function answerReceived(
  context: ActContext,
  { answer, items, canBatch, onProgress }: AnswerReceivedParameters,
): Promise<Answered> {
  const { client, chain } = context
  const { contracts } = chain
  const named = items.flatMap(({ stamp }) => stamp ?? [])
  const statuses = named.length
    ? await getStampStatuses(client, { stampIds: named.map(({ stampId }) => stampId), contracts })
    : []
  const stamps = named
    .filter((_, place) => ['open', 'admitted'].includes(statuses[place]?.status ?? ''))
    .map(stampOf)
  const mailings = answer === 'collect' ? byMailing(items) : []
  const letters = mailings.reduce((sum, { claims }) => sum + claims.length, 0)
  const total = stamps.length + letters
  if (total === 0)
    throw new NothingLeftError('Somebody has answered it meanwhile. Nothing was sent.')
  const late = named.length - stamps.length

  const groups = mailings.length + (stamps.length > 0 ? 1 : 0)
  if (canBatch && groups > 1 && total <= mostAtOnce) {
    const calls: PlannedCall[] = mailings.map((mail) => plan(mailLabel(mail), 'collectMail', mail))
    if (stamps.length > 0) calls.unshift(plan(stampsLabel(answer, stamps), 'collect', { stamps }))
    await context.send(calls)
    return { done: total, late }
  }
  let before = 0
  const progress = ({ done }: { done: number }) => onProgress?.(before + done, total)
  if (stamps.length > 0) {
    context.step(stampsLabel(answer, stamps))
    const flow = answer === 'collect' ? collectAll : returnAll
    await flow(client, { stamps, contracts, onProgress: progress })
    before = stamps.length
  }
  for (const mail of mailings) {
    context.step(mailLabel(mail))
    await collectAllMail(client, { ...mail, contracts, onProgress: progress })
    before += mail.claims.length
  }
  return { done: total, late }
}

type MailOfOne = { mailing: Mailing; claims: NonNullable<NonNullable<Received['mail']>['claim']>[] }

function byMailing(items: readonly Received[]): readonly MailOfOne[] {
  const mailings = new Map<Hex, MailOfOne>()
  for (const { mail } of items) {
    if (!mail?.claim || mail.isCollected) continue
    const known = mailings.get(mail.mailingId)
    if (known) known.claims.push(mail.claim)
    else mailings.set(mail.mailingId, { mailing: mail.mailing, claims: [mail.claim] })
  }
  return [...mailings.values()]
}

function stampsLabel(answer: Answer, stamps: readonly Stamp[]): string {
  const count = stamps.length === 1 ? 'one stake' : `${stamps.length} stakes`
  return answer === 'collect' ? `Collect ${count}` : `Return ${count}`
}

function mailLabel({ claims }: MailOfOne): string {
  return `Collect ${claims.length === 1 ? 'a letter' : `${claims.length} letters`} of a mailing`
}

function stampOf(wire: ListedStamp): Stamp {
  const { sender, relay, token, inboxId, letterHash, expiresAt } = wire
  return {
    ...{ sender, relay, token, inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(wire.carriage), stake: BigInt(wire.stake) },
  }
}
