import type { MailClaim } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { inParallel } from '../mailings/inParallel.ts'
import { commandLine } from '../print/commandLine.ts'
import { whenServed } from '../whenServed.ts'
import { mailingOfId } from './mailingOfId.ts'
import type { Mail } from './mailOfFile.ts'

/** A list in no order has every letter looked at, of so many letters at most: each is a request. */
const mostLookedAt = 1_000

/** Requests at a time. */
const atOnce = 8

type LeafAt = (index: number) => Promise<MailClaim>

/**
 * The letters of a mailing to an inbox, with their proofs, from the list that somebody has published at the API. `mailing open` puts letters
 * into the order of their inboxes' ids, so that halving finds them; a list in another order is looked through, unless it is long. Proofs are
 * not checked here: whoever uses them does.
 *
 * @throws {ApiProblemError} The API does not know the mailing.
 * @throws {CliError} Its list is not there, or has no letter to the inbox.
 */
export async function publishedMail(context: Context, mailingId: Hex, inboxId: Hex): Promise<Mail> {
  const { mailing, isPublished } = await whenServed(() => mailingOfId(context, mailingId))
  const { count, sender } = mailing
  if (!isPublished)
    throw new CliError(
      `Nobody has published the list of mailing ${mailingId}, in which the proof of your letter is. Ask its sender, ${sender}, to publish it, or for the file that pennypost mailing prove writes, and collect with that: ${commandLine(context, ['collect', '--mail', 'mail.json'])}`,
      { exitCode: exitCodes.refused },
    )
  const api = await context.api()
  const leafAt: LeafAt = async (index) => {
    const leaf = await whenServed(() => api.getMailingLeaf({ mailingId, index }))
    return toClaim(index, leaf)
  }
  const halved = await foundByHalving(leafAt, { count, inboxId })
  const isSmall = count <= mostLookedAt
  const claims =
    halved.length === 0 && isSmall ? await lookedThrough(leafAt, { count, inboxId }) : halved
  if (claims.length > 0) return { mailingId, mailing, claims }
  const doubt = isSmall
    ? ''
    : ` If that list is in no order, as other programs may write it, ask its sender, ${sender}, for the file that pennypost mailing prove writes.`
  throw new CliError(
    `No letter to inbox ${inboxId} is in the list of mailing ${mailingId}.${doubt}`,
    {
      exitCode: exitCodes.refused,
    },
  )
}

type Sought = { count: number; inboxId: Hex }

/** The letters to the inbox, one after another, if the list is in the order of inbox ids. */
async function foundByHalving(leafAt: LeafAt, { count, inboxId }: Sought): Promise<MailClaim[]> {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await leafAt(middle)).inboxId < inboxId) low = middle + 1
    else high = middle
  }
  const claims: MailClaim[] = []
  for (let index = low; index < count; index++) {
    const claim = await leafAt(index)
    if (claim.inboxId !== inboxId) break
    claims.push(claim)
  }
  return claims
}

async function lookedThrough(leafAt: LeafAt, { count, inboxId }: Sought): Promise<MailClaim[]> {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const all = await inParallel(indexes, atOnce, leafAt)
  return all.filter((claim) => claim.inboxId === inboxId)
}

function toClaim(
  index: number,
  { inboxId, letterHash, proof }: { inboxId: string; letterHash: string; proof: readonly string[] },
): MailClaim {
  return {
    index,
    inboxId: inboxId.toLowerCase() as Hex,
    letterHash: letterHash.toLowerCase() as Hex,
    proof: proof as readonly Hex[],
  }
}
