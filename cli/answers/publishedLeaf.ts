import type { MailClaim, Mailing } from '@pennypost/sdk'
import { verifyMailProof } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { whenServed } from '../whenServed.ts'

/**
 * A letter of a mailing with its proof, from the list that somebody has published at the API, held against the mailing's root.
 *
 * @param index - Its place in the mailing, from 0.
 * @throws {ApiProblemError} The API does not have the list.
 * @throws {CliError} The proof does not hold, so that it may be no letter of the mailing: the API is not to be trusted.
 */
export async function publishedLeaf(
  context: Context,
  { mailingId, mailing: { root, count } }: { mailingId: Hex; mailing: Mailing },
  index: number,
): Promise<MailClaim> {
  const api = await context.api()
  const leaf = await whenServed(context, () => api.getMailingLeaf({ mailingId, index }))
  const claim: MailClaim = {
    index,
    inboxId: leaf.inboxId.toLowerCase() as Hex,
    letterHash: leaf.letterHash.toLowerCase() as Hex,
    proof: leaf.proof.map((word) => word.toLowerCase() as Hex),
  }
  if (verifyMailProof({ root, count, ...claim })) return claim
  throw new CliError(
    `What the API gives as letter ${index} of mailing ${mailingId} is none of it: its proof does not lead to the root on chain.`,
    { exitCode: exitCodes.untrusted },
  )
}
