import type { StampRequirements, StampTerms } from '@pennypost/sdk'
import { isAddressEqual } from 'viem'
import type { Money } from '../amounts.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { moneyText } from '../print/moneyText.ts'
import { timeText } from '../print/timeText.ts'
import { lowerCase } from './lowerCase.ts'
import type { WayToPay } from './readQuote.ts'

/** Seconds that a stamp may end later than was shown: whoever says yes takes a while. */
const patience = 3_600

/**
 * Holds what a relay asks for against what was shown. A cap alone would let it take more than its price, and keep the stake in escrow for
 * longer than the recipient asks for.
 *
 * @param way - That was shown.
 * @throws {CliError} It asks for more. Nothing was paid.
 */
export function checkAsked(way: WayToPay, { asset, extra }: StampRequirements): void {
  const { total, carriage = 0n, stake, expiresAt } = way
  const asked = extra as StampTerms
  const money = (amount: bigint): Money => ({ ...total, amount })
  if (!isAddressEqual(lowerCase(asset), lowerCase(total.token)))
    throw differs('postage in another token', `for ${moneyText(total)}`)
  const shares = [
    ['carriage', BigInt(asked.carriage), carriage],
    ['stake', BigInt(asked.stake), stake],
  ] as const
  for (const [name, much, quoted] of shares)
    if (much > quoted)
      throw differs(`a ${name} of ${moneyText(money(much))}`, `for ${moneyText(money(quoted))}`)
  if (asked.expiresAt > expiresAt + patience)
    throw differs(`a stamp until ${timeText(asked.expiresAt)}`, `for ${timeText(expiresAt)}`)
}

function differs(asked: string, quoted: string): CliError {
  return new CliError(
    `The relay asks for ${asked}, and the price that was shown is ${quoted}. Nothing was paid. If its price has just changed, send the letter again.`,
    { exitCode: exitCodes.refused },
  )
}
