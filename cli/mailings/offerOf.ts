import type { Address } from 'viem'
import { isAddress, zeroAddress } from 'viem'
import type { Money } from '../amounts.ts'
import { parseMoney } from '../amounts.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { namedRelay } from '../letters/namedRelay.ts'
import { carriageOf } from './carriageOf.ts'
import { expiryOf } from './expiryOf.ts'
import type { Expiry } from './parseExpiry.ts'

/** What goes with each letter of a mailing. */
export type Offer = {
  sender: Address
  relay: Address
  /** For each letter. */
  stake: Money
  /** For each letter, in the same token. */
  carriage: Money
  /** Unix seconds. */
  expiresAt: number
  /** Seconds that recipients have to answer, from when the mailing is mined, if that does not take long. */
  window: number
}

export type OfferOptions = {
  relay: string
  stake: string
  carriage?: string | undefined
  expires: Expiry
}

/** Amounts have 96 bits in the contract. */
const maxAmount = 2n ** 96n - 1n

/**
 * What is offered by the options, held against what the contract takes and the relay asks.
 *
 * @throws {CliError} It makes no sense, or no relay would carry for it.
 */
export async function offerOf(context: Context, options: OfferOptions): Promise<Offer> {
  const chain = await context.chain()
  const sender = await context.address()
  const stake = await parseMoney(chain, options.stake)
  if (stake.amount === 0n) throw new CliError('A mailing has a stake: --stake is more than 0.')
  const relay = await relayOf(context, options.relay)
  const given =
    options.carriage === undefined ? undefined : await parseMoney(chain, options.carriage)
  const carriage = await carriageOf(context, relay, stake, given)
  for (const { amount } of [stake, carriage])
    if (amount > maxAmount)
      throw new CliError(`An amount for a letter is at most ${maxAmount} of the smallest unit.`)
  return { sender, relay, stake, carriage, ...(await expiryOf(context, options.expires)) }
}

async function relayOf(context: Context, name: string): Promise<Address> {
  if (name === 'any') return zeroAddress
  return isAddress(name) ? name : (await namedRelay(context, { relay: name })).relay
}
