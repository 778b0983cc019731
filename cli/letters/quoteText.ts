import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import type { Style } from '../print/style.ts'
import { fields } from '../print/tables.ts'
import { durationText, timeText } from '../print/timeText.ts'
import { wrapped } from '../print/wrapped.ts'
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

/** Columns of a sentence beside the names of the fields. */
const widest = 80

/** A quote for people, each way to pay by itself: amounts with the address of their token are too long to stand side by side. */
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
    ['Relay', relay?.relay],
    ['Reached at', relay?.url],
    ['Costs', costText({ deliverable, postageRequired, ways })],
    ['Why', wrapped(printable(detail), widest)],
    ['Price good until', isPriced ? timeText(goodUntil(quote)) : undefined],
    ['True of block', `${asOf.blockNumber}, ${timeText(asOf.blockTimestamp)}`],
  ])
  return [head, ...ways.map((way) => wayText(style, way))].join('\n\n')
}

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
  return `${more.length === 0 ? moneyText(only.total) : 'one of the below'}${least}`
}

function wayText(style: Style, way: WayToPay): string {
  const { carriage, stake } = partsOf(way)
  return fields(style, [
    ['Postage', carriage && moneyText(way.total)],
    ['Carriage', carriage && moneyText(carriage)],
    ['Stake', moneyText(stake)],
    ['Time to answer', durationText(way.window)],
    ['Stamp ends', timeText(way.expiresAt)],
  ])
}
