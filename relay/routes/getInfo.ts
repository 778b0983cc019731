import type { Context } from 'hono'
import type { Services } from '../services.ts'

/** Who the relay is, what it asks, and what it takes. */
export async function getInfo(context: Context, { api, env, relay }: Services): Promise<Response> {
  const { prices, relay: summary } = await api.getRelay({ address: relay })
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
      retentionDays: env.retentionDays,
    },
  })
}
