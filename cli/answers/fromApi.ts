import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import type { PostedStamp } from './postedStamp.ts'
import { identified, toStamp } from './postedStamp.ts'

/**
 * A stamp as the API has it, held against its id.
 *
 * @throws {CliError} It is another stamp: the API is not to be trusted.
 */
export async function fromApi(
  context: Context,
  wire: object & { stampId: string },
): Promise<PostedStamp> {
  const posted = await identified(context, toStamp(wire, `The API's stamp ${wire.stampId}`))
  if (posted.stampId === (wire.stampId.toLowerCase() as Hex)) return posted
  throw new CliError(
    `What the API gives as stamp ${wire.stampId} is another one, or of another chain. Is --api that of the chain of --rpc?`,
    { exitCode: exitCodes.untrusted },
  )
}
