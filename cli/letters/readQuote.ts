import type { ApiAnswer } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Money } from '../amounts.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'

/** One way to pay for a letter. Amounts in the token's smallest unit. */
export type WayToPay = {
  /** Carriage and stake; without a relay the stake alone. */
  total: Money
  /** Undefined: no relay was named. */
  carriage: bigint | undefined
  stake: bigint
  /** Seconds that the recipient has to answer. */
  window: number
  /** Unix seconds: the end that the stamp would have. */
  expiresAt: number
}

/** What a letter costs now, as the API says, with tokens as the chain says. */
export type Quote = Omit<ApiAnswer<'getQuote'>, 'options'> & { ways: readonly WayToPay[] }

/** Asks the API what writing to an inbox costs. */
export async function readQuote(
  context: Context,
  asked: { inboxId: Hex; sender?: Hex | undefined; relay?: Address | undefined },
): Promise<Quote> {
  const chain = await context.chain()
  const { options, ...quote } = await (await context.api()).getQuote(asked)
  const ways = options.map(async ({ token, window, expiresAt, ...option }) => {
    const stake = BigInt(option.stake)
    const carriage = option.carriage === undefined ? undefined : BigInt(option.carriage)
    const known = await readToken(chain, token as Address)
    const total = { ...known, amount: stake + (carriage ?? 0n) }
    return { total, carriage, stake, window, expiresAt }
  })
  return { ...quote, ways: await Promise.all(ways) }
}

/** The shares of a way to pay, as amounts of its token. */
export function partsOf({ total, carriage, stake }: WayToPay) {
  return {
    carriage: carriage === undefined ? undefined : { ...total, amount: carriage },
    stake: { ...total, amount: stake },
  }
}
