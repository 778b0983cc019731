import type { Address } from 'viem'
import { formatUnits, isAddressEqual, zeroAddress } from 'viem'
import { canAsk } from '../accounts/ask.ts'
import type { Money } from '../amounts.ts'
import type { Token } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import type { Quote, WayToPay } from './readQuote.ts'

/** What may be spent on a letter. */
export type Spending = {
  /** Most, by token. None: nothing is to be paid. */
  caps: Readonly<Record<Address, bigint>>
  /** What it is expected to be paid by; undefined: the letter is free. */
  way: WayToPay | undefined
  /** What it is paid in, if anything is. */
  token: Token | undefined
  /** Whether a yes is due, as no cap was named. */
  asks: boolean
}

/** Of a letter that was paid for before, or is free. */
export const nothingToSpend: Spending = { caps: {}, way: undefined, token: undefined, asks: false }

/**
 * What may be spent: up to the cap that somebody named, else the price itself, once somebody who sees it says yes; on a free letter nothing.
 *
 * @throws {CliError} The letter does not get there; the price is above the cap or in another token; or nobody can be asked.
 */
export function spendingOf(context: Context, quote: Quote, cap: Money | undefined): Spending {
  const { deliverable, postageRequired, detail, reason, ways } = quote
  if (!deliverable)
    throw refused(
      `The letter would not be carried (${printable(reason)}): ${printable(detail)} Nothing was signed or sent.`,
    )
  // A cap is for a price that is shown: of one that nobody was shown, a relay would take all of it.
  if (!postageRequired) return nothingToSpend
  return cap ? withinCap(ways, cap) : atPrice(context, ways)
}

function withinCap(ways: readonly WayToPay[], cap: Money): Spending {
  const way = ways.find(({ total }) => isAddressEqual(total.token, cap.token))
  if (!way)
    throw new CliError(
      `The letter can be paid with ${choiceText(ways)}, and --max names another token.`,
    )
  if (way.total.amount > cap.amount)
    throw refused(
      `The postage is ${moneyText(way.total)}, above the ${moneyText(cap)} of --max. Nothing was signed or sent.`,
    )
  return { caps: { [cap.token]: cap.amount }, way, token: cap, asks: false }
}

function atPrice({ globals }: Context, ways: readonly WayToPay[]): Spending {
  const [way, ...more] = ways
  if (!way) throw refused('The letter needs postage, and the API names no way to pay it.')
  if (more.length > 0)
    throw new CliError(
      `The letter can be paid with ${choiceText(ways)}. Choose the token by --max, such as --max "${maxText(way.total)}".`,
    )
  if (globals.yes && !globals.dryRun)
    throw new CliError(
      `The postage is ${moneyText(way.total)}. With --yes nobody sees the price: name the most that you pay with --max.`,
    )
  if (!globals.dryRun && !canAsk())
    throw new CliError(
      `The postage is ${moneyText(way.total)}, and there is no terminal to ask on. Name the most that you pay with --max.`,
    )
  return { caps: { [way.total.token]: way.total.amount }, way, token: way.total, asks: true }
}

function choiceText(ways: readonly WayToPay[]): string {
  return ways.map(({ total }) => moneyText(total)).join(', or ')
}

/** An amount as --max takes it. */
function maxText({ amount, token, decimals, symbol }: Money): string {
  return `${formatUnits(amount, decimals)} ${token === zeroAddress ? symbol : token}`
}

function refused(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.refused })
}
