import { getCarriage } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import type { Money } from '../amounts.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { moneyText, tokenText } from '../print/moneyText.ts'

/**
 * What a relay gets for each letter: what is given, else what it asks now.
 *
 * @param stake - Names the token.
 * @throws {CliError} The relay asks more, does not carry for that token, or there is no relay to be paid.
 */
export async function carriageOf(
  context: Context,
  relay: Address,
  stake: Money,
  given: Money | undefined,
): Promise<Money> {
  if (given && !isAddressEqual(given.token, stake.token))
    throw new CliError(
      `Stake and carriage are in one token: --stake is in ${tokenText(stake)}, and --carriage in ${tokenText(given)}.`,
    )
  if (relay === zeroAddress) {
    if (given && given.amount > 0n)
      throw new CliError('Carriage is earned by the relay that --relay names: any has none.')
    return { ...stake, amount: 0n }
  }
  const { client, contracts } = await context.chain()
  const price = await getCarriage(client, { relay, token: stake.token, contracts })
  if (!price)
    throw new CliError(
      `Relay ${relay} does not carry for ${tokenText(stake)} now. What it takes, pennypost relay show ${relay} tells.`,
      { exitCode: exitCodes.refused },
    )
  const carriage = given ?? { ...stake, amount: price.amount }
  if (carriage.amount >= price.amount) return carriage
  throw new CliError(
    `The relay asks ${moneyText({ ...stake, amount: price.amount })} for carrying a letter, and --carriage is ${moneyText(carriage)}.`,
    { exitCode: exitCodes.refused },
  )
}
