import type { ApiAnswer, ApiClient, MailClaim, Mailing } from '@pennypost/sdk'
import { mailingIdOf, verifyMailProof } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Caip2 } from '../../config/caip2.ts'
import { findMail } from './findMail.ts'
import type { Mail } from './Mail.ts'

export type MailOfParameters = {
  api: ApiClient<Caip2>
  inboxId: Hex
  letterHash: Hex
  mailingId: Hex
  chainId: number
  postOffice: Address
  signal?: AbortSignal | undefined
}

const notOnChain =
  'What the API gives as the proof of this letter does not lead to the mailing on chain, so the stake cannot be collected with it.'

/** Places never change: they are looked for once. */
const places = new Map<string, number>()

/**
 * A letter of a mailing, with the proof by which its stake is collected, held against the mailing's root.
 *
 * @throws What the API client throws; that a mailing has no published list is no error.
 */
export async function mailOf(parameters: MailOfParameters): Promise<Mail> {
  const { api, mailingId, letterHash, chainId, postOffice, signal } = parameters
  const answer = await api.getMailing({ mailingId }, { signal })
  const mailing = mailingOf(answer.mailing)
  const mail = {
    letterHash,
    mailingId,
    mailing,
    status: answer.mailing.status,
    hasList: answer.hasLeaves,
  }
  if (mailingIdOf({ chainId, postOffice, mailing }) !== mailingId.toLowerCase())
    return { ...{ ...mail, isCollected: false }, problem: notOnChain }
  if (!answer.hasLeaves)
    return {
      ...{ ...mail, isCollected: false },
      problem: `The sender has not published the list of this mailing, and without it there is no proof to collect the stake with. Ask ${mailing.sender} to publish it.`,
    }
  let isCollected = false
  const leafAt = async (index: number): Promise<MailClaim> => {
    const leaf = await api.getMailingLeaf({ mailingId, index }, { signal })
    isCollected = leaf.isCollected
    return { index, inboxId: leaf.inboxId, letterHash: leaf.letterHash, proof: leaf.proof }
  }
  const name = `${mailingId}/${letterHash}`
  const known = places.get(name)
  const claim =
    known === undefined
      ? await findMail({ ...parameters, count: mailing.count, leafAt })
      : await leafAt(known)
  if (!claim)
    return {
      ...{ ...mail, isCollected: false },
      problem: `This letter was not found in the list of its mailing. Ask ${mailing.sender} for its proof.`,
    }
  if (!verifyMailProof({ root: mailing.root, count: mailing.count, ...claim }))
    return {
      ...{ ...mail, isCollected },
      problem: notOnChain,
    }
  places.set(name, claim.index)
  return { ...mail, claim, isCollected }
}

function mailingOf(wire: ApiAnswer<'getMailing'>['mailing']): Mailing {
  const { sender, relay, token, root, count, expiresAt } = wire
  return {
    ...{ sender, relay, token, root, count, expiresAt },
    ...{ carriage: BigInt(wire.carriage), stake: BigInt(wire.stake) },
  }
}
