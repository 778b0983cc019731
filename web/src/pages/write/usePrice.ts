import type { ApiSchemas } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import type { AgreedPrice } from '../../letters/OwnLetter.ts'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import { useWallet } from '../../wallet/useWallet.ts'

/** A way to pay, in the token's smallest unit. */
export type WayToPay = AgreedPrice & {
  /** Seconds to answer. */
  window: number
}

/** What a letter costs now, by the API. */
export type Price =
  | { state: 'unknown' }
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry(): void }
  | { state: 'undeliverable'; reason: string }
  | { state: 'free'; reason: string }
  | {
      state: 'postage'
      ways: readonly WayToPay[]
      chosen: WayToPay
    }

/**
 * What it costs to write to an inbox by a relay; for the wallet that is connected, else for a stranger.
 *
 * @param token - To pay in, where it is among those that are taken.
 */
export function usePrice(
  inboxId: Hex | undefined,
  relay: SiteRelay | undefined,
  token: Address | undefined,
): Price {
  const { address } = useWallet()
  const asked = inboxId && relay && { inboxId, relay: relay.relay, sender: address }
  const { data, error, refetch } = useApi('getQuote', asked)
  if (!asked) return { state: 'unknown' }
  if (!data) {
    if (error) return { state: 'failed', error, retry: () => void refetch() }
    return { state: 'pending' }
  }
  if (!data.deliverable) return { state: 'undeliverable', reason: data.reason }
  if (!data.postageRequired) return { state: 'free', reason: data.reason }
  const ways = data.options.map(wayOf)
  const chosen = ways.find((way) => way.token === token) ?? ways[0]
  if (!chosen) return { state: 'undeliverable', reason: 'no_common_token' }
  return { state: 'postage', ways, chosen }
}

function wayOf(option: ApiSchemas['QuoteOption']): WayToPay {
  const { token, stake, carriage = '0', window, expiresAt } = option
  return {
    ...{ token: token as Address, window, expiresAt },
    ...{ stake: BigInt(stake), carriage: BigInt(carriage) },
  }
}
