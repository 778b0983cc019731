import type { Door } from '@pennypost/sdk'
import type { Address } from 'viem'
import { formatUnits } from 'viem'
import { durationText } from '../../input/durationText.ts'
import type { AmountToken } from '../../input/parseAmount.ts'
import { parseAmount } from '../../input/parseAmount.ts'
import { parseDuration } from '../../input/parseDuration.ts'
import type { Price, Prices } from './priceChanges.ts'

/** A price as it is being typed. */
export type PriceRow = {
  token: Address
  symbol: string
  decimals: number
  stake: string
  window: string
  relayMayCollect: boolean
}

/** What strangers are to meet, as it is being typed. Plain data. */
export type PriceDraft = { door: Door; rows: readonly PriceRow[] }

export type RowFaults = { stake?: string | undefined; window?: string | undefined }

/** What a draft means, or what is wrong with it: by row, and as a whole. */
export type ReadDraft =
  | { wanted: Prices; faults?: undefined }
  | { wanted?: undefined; faults: { rows: readonly RowFaults[]; all?: string | undefined } }

/** Tokens by what is known of them. */
export type TokenOf = (token: Address) => AmountToken

/** A draft that says what holds now. */
export function draftOf({ door, prices }: Prices, tokenOf: TokenOf): PriceDraft {
  return {
    door,
    rows: prices.map(({ token, stake, window, relayMayCollect }) => {
      const { symbol, decimals } = tokenOf(token)
      const texts = { stake: formatUnits(stake, decimals), window: durationText(window) }
      return { token, symbol, decimals, ...texts, relayMayCollect }
    }),
  }
}

/**
 * Reads a draft. Nothing of it is sent while anything is wrong.
 *
 * A free or closed door needs no price, and keeps those that are there.
 */
export function readDraft({ door, rows }: PriceDraft): ReadDraft {
  const read = rows.map(readRow)
  const prices = read.flatMap(({ price }) => (price ? [price] : []))
  const all =
    door === 'postage' && rows.length === 0
      ? 'Postage needs a price in at least one token: without one nobody could write to you.'
      : undefined
  if (all !== undefined || prices.length < rows.length) {
    return { faults: { rows: read.map(({ faults }) => faults), all } }
  }
  return { wanted: { door, prices } }
}

function readRow(row: PriceRow): { price?: Price | undefined; faults: RowFaults } {
  const { token, relayMayCollect } = row
  const stake = parseAmount(row.stake, row, { positive: true })
  const window = parseDuration(row.window)
  const faults = { stake: stake.fault, window: window.fault }
  if (stake.amount === undefined || window.seconds === undefined) return { faults }
  const price = { token, stake: stake.amount, window: window.seconds, relayMayCollect }
  return { price, faults }
}
