import type { MailClaim } from '@pennypost/sdk'
import { inParallel } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { commandLine } from '../print/commandLine.ts'
import { whenServed } from '../whenServed.ts'
import { mailingOfId } from './mailingOfId.ts'
import type { Mail } from './mailOfFile.ts'
import { publishedLeaf } from './publishedLeaf.ts'

/** Lists of so many letters are looked through, whatever order they seem to be in: each letter is a request. */
const mostLookedAt = 1_000

/** Requests at a time. */
const atOnce = 8

type LeafAt = (index: number) => Promise<MailClaim>
type Sought = { count: number; inboxId: Hex }
type Found = { claims: readonly MailClaim[]; isInOrder: boolean }

/**
 * The letters of a mailing to an inbox, with their proofs, from the list that somebody has published at the API. It is looked through whole,
 * unless it is long: then it is halved, as `mailing open` puts letters into the order of their inboxes' ids. Whoever wrote it in another
 * order may have hidden letters from that, which is told. Each proof is held against the root.
 *
 * @throws {ApiProblemError} The API does not know the mailing.
 * @throws {CliError} Its list is not there, has no letter to the inbox that was found, or is not that of the root.
 */
export async function publishedMail(context: Context, mailingId: Hex, inboxId: Hex): Promise<Mail> {
  const { mailing, isPublished } = await whenServed(context, () => mailingOfId(context, mailingId))
  const { count, sender } = mailing
  if (!isPublished)
    throw new CliError(
      `Nobody has published the list of mailing ${mailingId}, in which the proof of your letter is. Ask its sender, ${sender}, to publish it, or for the file that pennypost mailing prove writes, and collect with that: ${commandLine(context, ['collect', '--mail', 'mail.json'])}`,
      { exitCode: exitCodes.refused },
    )
  const leafAt: LeafAt = (index) => publishedLeaf(context, { mailingId, mailing }, index)
  const isPartial = count > mostLookedAt
  const search = isPartial ? foundByHalving : lookedThrough
  const { claims, isInOrder } = await search(leafAt, { count, inboxId })
  const ask = `ask its sender, ${sender}, for the file that pennypost mailing prove writes.`
  if (claims.length === 0) {
    const doubt = isInOrder
      ? `If that list is in no order, as other programs may write it, ${ask}`
      : `That list is in no order: ${ask}`
    throw new CliError(
      `No letter to inbox ${inboxId} ${isPartial ? 'was found' : 'is'} in the list of mailing ${mailingId}.${isPartial ? ` ${doubt}` : ''}`,
      { exitCode: exitCodes.refused },
    )
  }
  if (isPartial) {
    const order = isInOrder ? 'If it is not in the order of inbox ids' : 'As it is in no order'
    context.output.note(
      `The list of mailing ${mailingId} has ${count.toLocaleString('en')} letters, and was not looked through. ${order}, there may be more to you in it: ${ask}`,
    )
  }
  return { mailingId, mailing, claims, isPartial }
}

/** The letters to the inbox, one after another, if the list is in the order of inbox ids: as far as it was looked at, that is told. */
async function foundByHalving(leafAt: LeafAt, { count, inboxId }: Sought): Promise<Found> {
  const seen = new Map<number, MailClaim>()
  const look: LeafAt = async (index) => {
    const claim = seen.get(index) ?? (await leafAt(index))
    seen.set(index, claim)
    return claim
  }
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await look(middle)).inboxId < inboxId) low = middle + 1
    else high = middle
  }
  const claims: MailClaim[] = []
  // More than these are not looked for either, as is told: each is a request.
  const end = Math.min(count, low + mostLookedAt)
  for (let index = low; index < end; index++) {
    const claim = await look(index)
    if (claim.inboxId !== inboxId) break
    claims.push(claim)
  }
  // Further places than halving itself needs: the ends of the list, and what is beside the letters.
  const beside = [0, low - 2, low + claims.length + 1, count - 1]
  for (const index of beside) if (index >= 0 && index < count) await look(index)
  return { claims, isInOrder: areInOrder([...seen.values()]) }
}

function areInOrder(claims: readonly MailClaim[]): boolean {
  const sorted = claims.toSorted((one, other) => one.index - other.index)
  return sorted.every(
    ({ inboxId }, place) => place === 0 || (sorted[place - 1]?.inboxId ?? '') <= inboxId,
  )
}

async function lookedThrough(leafAt: LeafAt, { count, inboxId }: Sought): Promise<Found> {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const all = await inParallel(indexes, atOnce, leafAt)
  return { claims: all.filter((claim) => claim.inboxId === inboxId), isInOrder: true }
}
