import type { Objection } from './acceptable.ts'
import { passing } from './passing.ts'
import type { PaymentRequired } from './payment.ts'
import { stampScheme } from './payment.ts'

const objectionTexts: Readonly<Record<Objection, string>> = {
  other_scheme: `is not of the scheme ${stampScheme}`,
  other_network: 'is on another chain',
  other_contract: 'pays another contract than the PostOffice',
  other_letter: 'is for another letter or inbox',
  other_relay: 'pays another relay',
  amounts_differ: 'is not the sum of carriage and stake',
  ends_out_of_range: 'ends in the past, or is kept in escrow for longer than `maxEscrowSeconds`',
  token_not_allowed: 'is in a token that `maxPostage` does not name',
  too_dear: 'is above `maxPostage`',
}

/** Why nothing was paid, for a person. */
export function refusalSentence(
  { error = 'without a word why', accepts }: PaymentRequired,
  objections: readonly Objection[],
): string {
  if (passing.has(error))
    return `What speaks for the letter is too new for the relay (${error}). Send it again later. Nothing was paid.`
  if (accepts.length === 0)
    return `The relay does not carry the letter, and no postage would help: ${error}.`
  const texts = [...new Set(objections)].map((objection) => objectionTexts[objection])
  const ways = accepts.length === 1 ? 'one way' : `${accepts.length} ways`
  return `The relay asks for postage (${error}) in ${ways}, and none may be taken: what it asks ${texts.join('; or ')}. Nothing was paid.`
}
