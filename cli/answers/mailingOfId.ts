import type { CallOptions, Mailing } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { mailingIdOn, toMailing } from './mailOfFile.ts'

/** A mailing as the API has it. */
export type MailingOfId = {
  mailingId: Hex
  mailing: Mailing
  /** Whether its list is at the API, so that each of its letters can be proven. */
  isPublished: boolean
}

/**
 * The whole mailing of an id, of which the contract has only the hash: from the API, held against the id.
 *
 * @throws {ApiProblemError} `mailing_not_found`: the API does not know it, or not yet.
 * @throws {CliError} What the API gives is another mailing.
 */
export async function mailingOfId(
  context: Context,
  mailingId: Hex,
  options?: CallOptions,
): Promise<MailingOfId> {
  const answer = await (await context.api()).getMailing({ mailingId }, options)
  const mailing = toMailing(answer.mailing, `The API's mailing ${mailingId}`)
  if ((await mailingIdOn(context, mailing)) === mailingId)
    return { mailingId, mailing, isPublished: answer.hasLeaves }
  throw new CliError(
    `What the API gives as mailing ${mailingId} is another one. Is --api that of the chain of --rpc?`,
    { exitCode: exitCodes.untrusted },
  )
}
