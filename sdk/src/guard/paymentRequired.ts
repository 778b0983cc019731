import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import type { PaymentRequired, StampRequirements } from '../x402/payment.ts'
import { stampScheme } from '../x402/payment.ts'
import type { LetterKey } from './letterKey.ts'
import type { LetterVerdict } from './verdictSource.ts'

type QuoteEntry = NonNullable<LetterVerdict['quote']>[number]

/** Seconds for which a relay keeps to its price: a stamp is held against its lowest one of the last ten minutes. */
const keptSeconds = 600

/** More than the recipient's window, so that a letter that is carried late can still be answered. */
const spareSeconds = 86_400

/** Proxies and clients take 8 to 16 KB of headers, and an entry takes one. */
const mostWays = 6

const longestUrl = 512

export type PaymentRequiredParameters = LetterKey & {
  /** Of the request. */
  url: string
  /** CAIP-2. */
  network: string
  postOffice: Address
  /** The relay that answers. */
  relay: Address
  verdict: LetterVerdict
  /** Unix seconds. */
  now: number
}

/** What a 402 says: the reason, and each way in which new postage would let the letter pass; none where it would not. */
export function paymentRequiredOf(
  parameters: PaymentRequiredParameters,
): PaymentRequired & { accepts: StampRequirements[] } {
  const { url, relay, verdict } = parameters
  // Nobody is to be told to pay another relay, whoever says so.
  const own = (verdict.quote ?? []).filter((entry) =>
    [relay, zeroAddress].includes(entry.relay.toLowerCase() as Address),
  )
  return {
    x402Version: 2,
    error: verdict.reason,
    resource: {
      // A query may hold what is not to be told again.
      url: (url.split(/[?#]/, 1)[0] ?? '').slice(0, longestUrl),
      description: 'Carries a sealed letter to an inbox.',
    },
    accepts: own.slice(0, mostWays).map((entry) => toWay(entry, parameters)),
  }
}

function toWay(entry: QuoteEntry, parameters: PaymentRequiredParameters): StampRequirements {
  const { network, postOffice, inboxId, letterHash, now } = parameters
  const { token, stake, carriage, relay, window, symbol, decimals } = entry
  return {
    scheme: stampScheme,
    network,
    amount: String(BigInt(stake) + BigInt(carriage)),
    asset: token,
    payTo: postOffice,
    maxTimeoutSeconds: keptSeconds,
    extra: {
      ...{ inboxId, letterHash, relay: relay as Address, carriage, stake, window },
      expiresAt: now + window + spareSeconds,
      ...(symbol !== undefined && { symbol }),
      ...(decimals !== undefined && { decimals }),
    },
  }
}
