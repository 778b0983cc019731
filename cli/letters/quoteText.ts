import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { fields, table } from '../print/tables.ts'
import { durationText, timeText } from '../print/timeText.ts'
import type { NamedRelay } from './namedRelay.ts'
import type { Quote, WayToPay } from './readQuote.ts'
import { partsOf } from './readQuote.ts'

/** Seconds for which postage is judged by the lowest price that its relay had. */
const priceHolds = 600

export type QuoteAsked = { inboxId: Hex; sender: Hex | undefined; relay: NamedRelay | undefined }

/** Until when a relay's price is good, Unix seconds: a higher one does not count for what is posted before. */
export function goodUntil({ asOf }: Quote): number {
  return asOf.blockTimestamp + priceHolds
}

/** A quote for people. */
export function quoteText(
  { output: { style } }: Context,
  { inboxId, sender, relay }: QuoteAsked,
  quote: Quote,
): string {
  const { ways, detail, deliverable, postageRequired, asOf } = quote
  const isPriced = relay !== undefined && ways.length > 0
  const head = fields(style, [
    ['Inbox', inboxId],
    ['Sender', sender ?? 'a stranger'],
    ['Relay', relay && `${relay.relay}${relay.url === undefined ? '' : ` at ${relay.url}`}`],
    ['Costs', costText({ deliverable, postageRequired, ways })],
    ['Why', printable(detail)],
    ['Price good until', isPriced ? timeText(goodUntil(quote)) : undefined],
    ['True of block', `${asOf.blockNumber}, ${timeText(asOf.blockTimestamp)}`],
  ])
  return ways.length === 0 ? head : `${head}\n\n${table(style, columns, ways.map(rowOf))}`
}

const columns = ['Postage', 'Carriage', 'Stake', 'Time to answer', 'Stamp ends']

function costText({
  deliverable,
  postageRequired,
  ways,
}: Pick<Quote, 'deliverable' | 'postageRequired' | 'ways'>): string {
  if (!deliverable) return 'nothing: a letter does not get there'
  if (!postageRequired) return 'nothing'
  const [only, ...more] = ways
  if (!only) return 'more than is known here'
  const least = only.carriage === undefined ? ' as the stake, and the relay’s carriage' : ''
  return more.length === 0 ? `${moneyText(only.total)}${least}` : 'one of the below'
}

function rowOf(way: WayToPay) {
  const { carriage, stake } = partsOf(way)
  return [
    moneyText(way.total),
    carriage && moneyText(carriage),
    moneyText(stake),
    durationText(way.window),
    timeText(way.expiresAt),
  ]
}
