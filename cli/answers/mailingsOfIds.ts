import { getMailing } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Mail } from './mailOfFile.ts'
import { mailingIdOn, toMailing } from './mailOfFile.ts'

/** Which of some ids are those of mailings, as the chain has it, and the whole of these, as the API has it. */
export async function mailingsOfIds(
  context: Context,
  ids: readonly Hex[],
): Promise<readonly Mail[]> {
  const { client, contracts } = await context.chain()
  const found: Mail[] = []
  for (const mailingId of ids) {
    const { status } = await getMailing(client, { mailingId, contracts })
    if (status !== 'none') found.push(await wholeMailing(context, mailingId))
  }
  return found
}

/** @throws {CliError} What the API gives is another mailing. */
async function wholeMailing(context: Context, mailingId: Hex): Promise<Mail> {
  const answer = await (await context.api()).getMailing({ mailingId })
  const mailing = toMailing(answer.mailing, `The API's mailing ${mailingId}`)
  if ((await mailingIdOn(context, mailing)) === mailingId) return { mailingId, mailing, claims: [] }
  throw new CliError(
    `What the API gives as mailing ${mailingId} is another one. Is --api that of the chain of --rpc?`,
    { exitCode: exitCodes.untrusted },
  )
}
