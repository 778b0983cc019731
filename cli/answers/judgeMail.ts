import type { GetMailingReturnType, MailClaim } from '@pennypost/sdk'
import { getMailing, inParallel, isMailCollected, verifyMailProof } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { timeText } from '../print/timeText.ts'
import { joinedMail } from './joinedMail.ts'
import type { Mail } from './mailOfFile.ts'
import type { PassedOver } from './passedOver.ts'
import type { Circumstances } from './whyNot.ts'

export type JudgedMail = { ready: readonly Mail[]; passedOver: readonly PassedOver[] }

/** Letters that the chain is asked about at a time. */
const atOnce = 16

type Why = Pick<PassedOver, 'reason' | 'text'>

/** Asks the chain which letters of mailings the account could collect, and why not the others. */
export async function judgeMail(
  context: Context,
  mails: readonly Mail[],
  circumstances: Circumstances,
): Promise<JudgedMail> {
  const ready: Mail[] = []
  const passedOver: PassedOver[] = []
  for (const mail of joinedMail(mails)) {
    const { mailingId } = mail
    const whyNone = pendingNot(await mailingOf(context, mailingId), mail, circumstances)
    const judged = await inParallel(mail.claims, atOnce, async (claim) => ({
      claim,
      why: whyNone ?? (await claimNot(context, mail, claim, circumstances)),
    }))
    const claims = judged.flatMap(({ claim, why }) => (why ? [] : [claim]))
    for (const { claim, why } of judged)
      if (why) passedOver.push({ mailingId, index: claim.index, ...why })
    if (claims.length > 0) ready.push({ ...mail, claims })
  }
  return { ready, passedOver }
}

/** Asks the chain which mailings the account could admit as their relay, and why not the others. */
export async function judgeMailings(
  context: Context,
  mails: readonly Mail[],
  circumstances: Circumstances,
): Promise<JudgedMail> {
  const judged = mails.map(async (mail) => {
    const { mailingId, mailing } = mail
    const found = await mailingOf(context, mailingId)
    const isOwn = isAddressEqual(mailing.relay, circumstances.account)
    const admitted = { reason: 'already', text: 'it was admitted before' } as const
    const notYours = { reason: 'not_yours', text: `its relay is ${mailing.relay}` } as const
    const why =
      pendingNot(found, mail, circumstances) ??
      (found.status === 'admitted' ? admitted : isOwn ? undefined : notYours)
    return why ? { mailingId, ...why } : mail
  })
  const all = await Promise.all(judged)
  return {
    ready: all.filter((one) => 'mailing' in one),
    passedOver: all.filter((one) => 'reason' in one),
  }
}

async function mailingOf(context: Context, mailingId: Hex): Promise<GetMailingReturnType> {
  const { client, contracts } = await context.chain()
  return await getMailing(client, { mailingId, contracts })
}

function pendingNot(
  { status, closedAt }: GetMailingReturnType,
  { mailing: { expiresAt } }: Mail,
  { blockTime }: Circumstances,
): Why | undefined {
  if (status === 'none')
    return {
      reason: 'not_posted',
      text: 'it is not on the chain: it was never opened there, or is not mined yet',
    }
  if (status === 'closed')
    return { reason: 'answered', text: `the mailing was closed at ${timeText(closedAt)}` }
  if (blockTime < expiresAt) return undefined
  return { reason: 'late', text: `the time of the mailing ended at ${timeText(expiresAt)}` }
}

async function claimNot(
  context: Context,
  { mailingId, mailing: { root, count } }: Mail,
  claim: MailClaim,
  { account, inboxId }: Circumstances,
): Promise<Why | undefined> {
  if (!verifyMailProof({ root, count, ...claim }))
    return { reason: 'bad_proof', text: 'its proof does not lead to the root of the mailing' }
  if (claim.inboxId !== inboxId)
    return {
      reason: 'not_yours',
      text: `it is for inbox ${claim.inboxId}, of which ${account} is no wallet`,
    }
  const { client, contracts } = await context.chain()
  const { index } = claim
  if (!(await isMailCollected(client, { mailingId, index, contracts }))) return undefined
  return { reason: 'already', text: 'it was collected before' }
}
