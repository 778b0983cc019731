import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { toHeaderValue } from '../../../../sdk/src/x402/headerValue.ts'
import type {
  PaymentRequired,
  StampRequirements,
  StampTerms,
} from '../../../../sdk/src/x402/payment.ts'

export type Asked = {
  inboxId: Hex
  letterHash: Hex
  relay: Address
  postOffice: Address
  carriage: bigint
  stake: bigint
  expiresAt: number
  token?: Address
}

type Way = Omit<StampRequirements, 'extra'> & { extra: StampTerms }

/** What a relay asks for, in the form in which it must. */
export function wayOf(asked: Asked): Way {
  const { inboxId, letterHash, relay, postOffice, carriage, stake, expiresAt } = asked
  return {
    scheme: 'pennypost-stamp',
    network: 'eip155:31337',
    amount: `${carriage + stake}`,
    asset: asked.token ?? zeroAddress,
    payTo: postOffice,
    maxTimeoutSeconds: 600,
    extra: {
      ...{ inboxId, letterHash, relay, carriage: `${carriage}`, stake: `${stake}` },
      ...{ window: 3_600, expiresAt },
    },
  }
}

export function requiredBy(accepts: unknown[], error = 'postage_required'): PaymentRequired {
  const resource = { url: 'https://relay.example/letters' }
  return { x402Version: 2, error, resource, accepts: accepts as PaymentRequired['accepts'] }
}

/** 402 with it. */
export function answer402(required: object, headers: Record<string, string> = {}): Response {
  return Response.json(required, {
    status: 402,
    headers: { 'payment-required': toHeaderValue(required), ...headers },
  })
}
