import type { Address, Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'

/** As much of an API client as is needed. */
type Api = {
  getMailing(parameters: { mailingId: Hex }): Promise<{ mailing: WireMailing }>
}

type WireMailing = {
  sender: string
  relay: string
  token: string
  root: string
  carriage: string
  stake: string
  count: number
  expiresAt: number
}

/**
 * Looks mailings up at the API, for an admitter.
 *
 * @param api - Of `createApiClient`.
 * @throws What `api.getMailing` throws, when called.
 *
 * @example
 * const admitter = createAdmitter({ client, store, mailing: mailingsOf(api) })
 */
export function mailingsOf(api: Api): (mailingId: Hex) => Promise<Mailing> {
  return async (mailingId) => {
    const { mailing } = await api.getMailing({ mailingId })
    const { sender, relay, token, root, carriage, stake, count, expiresAt } = mailing
    return {
      ...{ sender: sender as Address, relay: relay as Address, token: token as Address },
      ...{ root: root as Hex, carriage: BigInt(carriage), stake: BigInt(stake), count, expiresAt },
    }
  }
}
