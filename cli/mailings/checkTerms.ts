import { getInboxOf, postOffice, readMany } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { pad } from 'viem'
import type { ConnectedChain } from '../chain/connect.ts'
import type { Context } from '../context.ts'
import { moneyText, tokenText } from '../print/moneyText.ts'
import { durationText } from '../print/timeText.ts'
import { unlessSilent } from '../unlessSilent.ts'
import type { AddressedLetter } from './addressLetters.ts'
import type { BadLines } from './badLines.ts'
import type { Offer } from './offerOf.ts'

type Quote = { stake: bigint; window: number; door: number; consent: number }

// As the contract numbers them.
const [free, , closed] = [0, 1, 2]
const [, allowed, denied] = [0, 1, 2]

/**
 * Holds what a mailing offers against what each inbox asks, as relays do before they carry. No contract does.
 *
 * @param bad - Is told of each letter that no relay would carry.
 * @param onProgress - Called with how many inboxes were asked.
 * @returns How many letters go to inboxes that ask nothing of this sender, and would be paid for all the same; and the longest time to answer that
 * one of the others asks for, in seconds.
 */
export async function checkTerms(
  context: Context,
  letters: readonly Pick<AddressedLetter, 'line' | 'inboxId'>[],
  offer: Pick<Offer, 'sender' | 'stake' | 'window'>,
  bad: BadLines,
  onProgress: (done: number) => void,
): Promise<{ free: number; longest: number }> {
  const chain = await context.chain()
  const { sender, stake } = offer
  const inboxIds = [...new Set(letters.map(({ inboxId }) => inboxId))]
  const { client, contracts } = chain
  const quotes = await readMany(client, {
    ...{ contract: postOffice, functionName: 'quote', contracts, onProgress },
    args: inboxIds.map((inboxId) => [inboxId, stake.token, sender] as const),
  })
  const denying = await denyingKin(context, chain, inboxIds, sender)
  const byInbox = new Map(quotes.map((quote, index) => [inboxIds[index], toQuote(quote)]))
  let [toFree, longest] = [0, 0]
  for (const { line, inboxId } of letters) {
    const quote = byInbox.get(inboxId)
    if (!quote) continue
    const reason = denying.has(inboxId) ? 'it denies your inbox' : objection(quote, offer)
    if (reason !== undefined) bad.add(line, reason)
    else {
      if (quote.door === free || quote.consent === allowed) toFree += 1
      if (quote.door !== free) longest = Math.max(longest, quote.window)
    }
  }
  return { free: toFree, longest }
}

function toQuote([stake, window, door, consent]: readonly [bigint, number, number, number]): Quote {
  return { stake, window, door, consent }
}

/** Why no relay would carry a letter to the inbox, as a sentence without a full stop. */
function objection(
  quote: Quote,
  { stake, window }: Pick<Offer, 'stake' | 'window'>,
): string | undefined {
  if (quote.consent === denied) return 'it denies you'
  if (quote.door === closed) return 'it is closed to strangers'
  if (quote.door === free) return undefined
  if (quote.stake === 0n) return `it does not accept ${tokenText(stake)}`
  if (quote.stake > stake.amount)
    return `it asks for a stake of ${moneyText({ ...stake, amount: quote.stake })}, and the mailing has ${moneyText(stake)}`
  if (quote.window > window)
    return `it asks for ${durationText(quote.window)} to answer, counted from when the mailing is mined: let it expire later`
  return undefined
}

/** Inboxes that deny the sender's inbox or another of its wallets: relays take that for a word on the sender. */
async function denyingKin(
  context: Context,
  chain: ConnectedChain,
  inboxIds: readonly Hex[],
  sender: Address,
): Promise<ReadonlySet<Hex>> {
  const { client, contracts } = chain
  const own = await getInboxOf(client, { wallet: sender, contracts })
  if (!own) return new Set()
  const answer = await unlessSilent(context, 'Other wallets of your inbox', async (options) =>
    (await context.api()).getInbox({ inboxId: own }, options),
  )
  const wallets = answer?.inbox.wallets.map(({ wallet }) => wallet as Address) ?? []
  const subjects = [own, ...wallets.map((wallet) => pad(wallet, { size: 32 }))]
  const pairs = inboxIds.flatMap((inboxId) =>
    subjects.map((subject) => [inboxId, subject] as const),
  )
  const words = await readMany(client, {
    ...{ contract: postOffice, functionName: 'consentOf', contracts },
    args: pairs,
  })
  return new Set(
    pairs.flatMap(([inboxId], index) => (words[index]?.[0] === denied ? [inboxId] : [])),
  )
}
