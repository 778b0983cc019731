import type { Context } from 'hono'
import { remembered } from '../remembered.ts'
import type { Services } from '../services.ts'

/** Milliseconds for which the API is not asked again: anybody may ask the relay as often as it likes. */
const rememberMs = 5_000

/** Who the relay is, what it asks, and what it takes. */
export function createGetInfo({ api, env, relay }: Pick<Services, 'api' | 'env' | 'relay'>) {
  const ask = remembered(() => api.getRelay({ address: relay }), rememberMs)
  return async (context: Context): Promise<Response> => {
    const { prices, relay: summary } = await ask()
    return context.json({
      relay,
      signer: summary.signer,
      active: summary.active,
      chain: `eip155:${env.chainId}`,
      prices: prices.map(({ token, amount }) => ({ token, amount })),
      limits: {
        maxLetterBytes: env.maxLetterBytes,
        minConfirmations: env.minConfirmations,
        acceptsUnpaidCarriage: env.acceptUnpaidCarriage,
        acceptsFree: env.acceptFree,
        maxWaitingLetters: env.maxWaitingLetters,
        maxWaitingBytes: env.maxWaitingBytes,
        retentionDays: env.retentionDays,
      },
    })
  }
}
