import type { Mailing } from '@pennypost/sdk'
import { mailingIdOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { toMailing } from '../answers/mailOfFile.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { parseId } from '../parse/parseId.ts'
import { readMailingHead } from './readMailingFile.ts'

/**
 * The mailing of a file, or of an id, which the API is asked for: whatever it says is held against the id.
 *
 * @throws {CliError} The file is none of a mailing, or the API knows no such mailing.
 */
export async function chosenMailing(
  context: Context,
  name: string,
): Promise<{ mailingId: Hex; mailing: Mailing }> {
  const chain = await context.chain()
  if (!/^0x[0-9a-f]{64}$/i.test(name)) return await readMailingHead(name, chain)
  const mailingId = parseId(name)
  const answer = await (await context.api()).getMailing({ mailingId })
  const mailing = toMailing(answer.mailing, 'What the API says of the mailing')
  const { id: chainId, contracts } = chain
  if (mailingIdOf({ chainId, postOffice: contracts.PostOffice, mailing }) === mailingId)
    return { mailingId, mailing }
  throw new CliError(
    `On chain ${chainId} the API tells of another mailing than ${mailingId}. Is it of another chain or deployment?`,
    { exitCode: exitCodes.untrusted },
  )
}
