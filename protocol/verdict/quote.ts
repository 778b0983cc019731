import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import type { Reason } from '../reasons.ts'
import type { QuoteEntry, VerifyItem } from '../wire/verify.ts'
import { checksummed } from './checksummed.ts'
import type { TokenFact } from './facts.ts'

/** What a token says of itself, as far as it is known. */
export type TokenInfo = Pick<QuoteEntry, 'symbol' | 'decimals'>

/** Refusals that new postage would overcome. */
const helped = new Set<Reason>([
  'postage_required',
  'stamp_mismatch',
  'bad_proof',
  'wrong_relay',
  'already_settled',
  'expired',
  'token_not_accepted',
  'stake_too_low',
  'window_too_short',
  'expiring',
  'carriage_too_low',
])

/** Whether new postage would overcome a refusal, so that its quote is worth looking up. */
export function isHelpedByPostage(reason: Reason): boolean {
  return helped.has(reason)
}

/**
 * What new postage takes now, one entry per token; undefined where none would help.
 *
 * Carriage is what the relay asks at present, which a stamp posted within ten minutes still meets, or what `minCarriage` names if
 * that is more. A relay that accepts unpaid carriage gets none, by a stamp that names no relay.
 *
 * @param infoOf - What is known of a token, without waiting.
 */
export function quoteFor(
  reason: Reason,
  request: VerifyItem,
  tokens: readonly TokenFact[],
  infoOf: (token: Address) => TokenInfo | undefined,
): QuoteEntry[] | undefined {
  if (!isHelpedByPostage(reason) || tokens.length === 0) return undefined
  return tokens.map(({ token, stake, window, carriageAsked }) => {
    const { relay, carriage } = carriageOf(request, token, carriageAsked)
    return {
      token: checksummed(token),
      ...infoOf(token),
      stake: String(stake),
      carriage: String(carriage),
      relay: checksummed(relay),
      window,
    }
  })
}

function carriageOf(
  request: VerifyItem,
  token: Address,
  asked: bigint | null,
): { relay: Address; carriage: bigint } {
  if (request.acceptUnpaidCarriage) return { relay: zeroAddress, carriage: 0n }
  const least = request.minCarriage?.get(token) ?? 0n
  const price = asked ?? 0n
  return { relay: request.relay, carriage: price > least ? price : least }
}
