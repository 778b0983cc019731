import type { MailClaim } from '@pennypost/sdk'
import type { Hex } from 'viem'

export type FindMailParameters = {
  inboxId: Hex
  letterHash: Hex
  /** Letters of the mailing. */
  count: number
  /** A letter of the mailing with its proof, by its place from 0. */
  leafAt: (index: number) => Promise<MailClaim>
}

/** Lists of so many letters are looked through where halving does not find the letter: each is a request. */
const mostLookedAt = 128

/**
 * The place of a letter in a mailing. Lists in the order of inbox ids, as ours are, are halved; shorter ones are looked through if that
 * does not find it.
 *
 * @returns Undefined: it was not found, and in a long list that is in no order it may be there all the same.
 */
export async function findMail(parameters: FindMailParameters): Promise<MailClaim | undefined> {
  const { count } = parameters
  const found = await byHalving(parameters)
  if (found || count > mostLookedAt) return found
  for (let index = 0; index < count; index++) {
    const claim = await parameters.leafAt(index)
    if (isMeant(claim, parameters)) return claim
  }
  return undefined
}

async function byHalving(parameters: FindMailParameters): Promise<MailClaim | undefined> {
  const { count, leafAt } = parameters
  const inboxId = parameters.inboxId.toLowerCase()
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const claim = await leafAt(middle)
    if (isMeant(claim, parameters)) return claim
    if (claim.inboxId.toLowerCase() < inboxId) low = middle + 1
    else high = middle
  }
  // One inbox may have several letters in a mailing.
  for (let index = low; index < Math.min(count, low + mostLookedAt); index++) {
    const claim = await leafAt(index)
    if (isMeant(claim, parameters)) return claim
    if (claim.inboxId.toLowerCase() !== inboxId) return undefined
  }
  return undefined
}

function isMeant(claim: MailClaim, { inboxId, letterHash }: FindMailParameters): boolean {
  return isSame(claim.inboxId, inboxId) && isSame(claim.letterHash, letterHash)
}

function isSame(one: Hex, other: Hex): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
