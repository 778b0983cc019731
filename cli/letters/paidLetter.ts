import { getStampStatus } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { timeText } from '../print/timeText.ts'

/**
 * Makes sure that a stamp which was paid before can still carry its letter, before anything is signed or sent.
 *
 * @param expiresAt - Of the stamp, if it is known; Unix seconds.
 * @throws {CliError} It was never posted, is settled, or over.
 */
export async function checkPaid(
  context: Context,
  { stampId, expiresAt, file }: { stampId: Hex; expiresAt?: number; file?: string },
): Promise<void> {
  const { client, contracts, id } = await context.chain()
  const { status } = await getStampStatus(client, { stampId, contracts })
  if (status === 'none')
    throw refused(
      `Stamp ${stampId} is not on chain ${id}: nothing was paid, unless its transaction is still on its way. ${file === undefined ? 'Send the letter without --paid to pay for it.' : `Once you are sure of that, remove ${file} and send the letter anew.`}`,
    )
  if (status !== 'open' && status !== 'admitted')
    throw refused(`Stamp ${stampId} is ${status}, and carries no letter any more.`)
  if (expiresAt === undefined) return
  // What is late, the chain's clock says.
  const { timestamp } = await getBlock(client)
  if (expiresAt <= Number(timestamp))
    throw refused(
      `Stamp ${stampId} ended at ${timeText(expiresAt)}, and carries no letter any more: take its stake back, and send the letter anew.`,
    )
}

function refused(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.refused })
}
