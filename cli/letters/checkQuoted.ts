import { getCarriage } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { moneyText } from '../print/moneyText.ts'
import type { WayToPay } from './readQuote.ts'

/**
 * Holds the carriage that the API quotes against the relay's price on chain.
 *
 * @param way - Undefined: nothing is to be paid.
 * @throws {CliError} It is above that, or the relay has no price there.
 */
export async function checkQuoted(
  context: Context,
  relay: Address,
  way: WayToPay | undefined,
): Promise<void> {
  if (!way?.carriage) return
  const { client, contracts } = await context.chain()
  const { total, carriage } = way
  const price = await getCarriage(client, { relay, token: total.token, contracts })
  if (price && carriage <= price.amount) return
  const onChain = price ? moneyText({ ...total, amount: price.amount }) : 'none'
  throw new CliError(
    `The API quotes a carriage of ${moneyText({ ...total, amount: carriage })}, and the relay’s price on chain is ${onChain}. Nothing was signed or sent. If that has just changed, try again.`,
    { exitCode: exitCodes.untrusted },
  )
}
