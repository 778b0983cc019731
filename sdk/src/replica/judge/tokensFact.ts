import type { Address } from 'viem'
import type { TokenFact, TokensFact } from '../../../../protocol/verdict/facts.ts'
import type { VerifyItem } from '../../../../protocol/wire/verify.ts'
import type { InboxState, TermsRow } from '../state/inboxState.ts'
import type { RelayState } from '../state/relayState.ts'
import type { ReplicaState } from '../state/replicaState.ts'

/** As the API has it (api/queries/verifyQuote.ts): most tokens of a quote, of an inbox, and of a relay that it is chosen from. */
const quoteLimit = 16
const inboxTokensLimit = 64
const relayTokensLimit = 128

const noRelay: RelayState = { active: false, prices: [] }

/** The tokens that an inbox accepts and a letter to it could be paid in, with what the relay asks for each now. */
export function tokensFact(state: ReplicaState, inbox: InboxState, item: VerifyItem): TokensFact {
  const { acceptUnpaidCarriage, minCarriage } = item
  const relay = state.relays.get(item.relay) ?? noRelay
  const accepted = (inbox.terms ?? []).filter(({ stake }) => stake > 0n)
  const common: TokenFact[] = []
  for (const { token, stake, window } of lookedAt(accepted, relay, minCarriage)) {
    if (common.length === quoteLimit) break
    const carriageAsked = askedNow(relay, token)
    if (!acceptUnpaidCarriage && carriageAsked === null && !minCarriage?.has(token)) continue
    common.push({ token, stake, window, carriageAsked })
  }
  return { any: accepted.length > 0, common }
}

/** Those at the head of the inbox's, and beyond them only those that the relay has priced or the request names. */
function lookedAt(
  accepted: readonly TermsRow[],
  { prices }: RelayState,
  minCarriage: VerifyItem['minCarriage'],
): readonly TermsRow[] {
  if (accepted.length <= inboxTokensLimit) return accepted
  const priced = prices.slice(0, relayTokensLimit).filter((price) => price.accepted)
  const candidates = new Set([...priced.map(({ token }) => token), ...(minCarriage?.keys() ?? [])])
  return accepted.filter(({ token }, place) => place < inboxTokensLimit || candidates.has(token))
}

function askedNow({ active, prices }: RelayState, token: Address): bigint | null {
  const price = active ? prices.find((each) => each.token === token) : undefined
  return price?.accepted ? price.amount : null
}
