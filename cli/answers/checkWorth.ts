import { formatEther, zeroAddress } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import type { mailGas } from './mailGas.ts'
import type { Mail } from './mailOfFile.ts'
import { counted } from './stampAct.ts'

/** Whether the gas to collect letters costs more than their stakes are; of stakes in other tokens nobody can say. @param cost - In wei. */
export function isLoss({ mailing: { token, stake }, claims }: Mail, cost: bigint): boolean {
  return token === zeroAddress && cost > stake * BigInt(claims.length)
}

/**
 * Anybody may mail letters with next to no stake, so that collecting them only costs.
 *
 * @throws {CliError} It would be at a loss, and with --yes nobody sees that.
 */
export async function checkWorth(
  context: Context,
  mails: readonly Mail[],
  costs: Awaited<ReturnType<typeof mailGas>>,
): Promise<void> {
  if (!context.globals.yes || context.globals.dryRun) return
  const { nativeSymbol = 'native' } = await context.chain()
  for (const mail of mails) {
    const { mailingId, mailing, claims } = mail
    const cost = costs.get(mailingId)
    if (cost === undefined || !isLoss(mail, cost)) continue
    const brought = formatEther(mailing.stake * BigInt(claims.length))
    throw new CliError(
      `To collect ${counted(claims.length, 'letter')} of mailing ${mailingId} costs about ${formatEther(cost)} ${nativeSymbol} of gas, and brings ${brought}. Nothing was sent. Leave them out, or say --at-a-loss to collect them all the same.`,
      { exitCode: exitCodes.refused },
    )
  }
}
