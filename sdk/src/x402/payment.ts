import type { Address, Hex } from 'viem'

// The messages of x402, version 2, with what Pennypost's scheme puts into them: docs/x402.md.

/** The scheme by which a letter is paid for: a stamp for this very letter, or a letter of a mailing. */
export const stampScheme = 'pennypost-stamp'

/** What new postage for the letter takes. Amounts are decimal, in the token's smallest unit. */
export type StampTerms = {
  inboxId: Hex
  /** keccak256 of the body as the relay received it. */
  letterHash: Hex
  /** The relay to name in the stamp; 0x0…0: one that any relay may carry, unpaid. */
  relay: Address
  carriage: string
  stake: string
  /** Least seconds from posting to `expiresAt`. */
  window: number
  /** Unix seconds: what the relay would put as the stamp's end. */
  expiresAt: number
  /** As the relay says, who may say anything: show people an amount by what you know of the token yourself. */
  symbol?: string | undefined
  decimals?: number | undefined
}

/** One way to pay. */
export type PaymentRequirements<extra = Record<string, unknown>> = {
  scheme: string
  /** CAIP-2, such as `eip155:8453`. */
  network: string
  /** Carriage and stake together, decimal, in the token's smallest unit. */
  amount: string
  /** The token; 0x0…0 is the native one. */
  asset: string
  /** Of this scheme: the PostOffice, which keeps the postage until the recipient answers. */
  payTo: string
  /** Seconds for which the relay keeps to this price, as it says. */
  maxTimeoutSeconds: number
  extra?: extra | undefined
}

/** A way to pay that is a stamp. */
export type StampRequirements = PaymentRequirements<StampTerms>

/** What is paid for. */
export type ResourceInfo = { url: string; description?: string; mimeType?: string }

/** What comes with a 402, as `PAYMENT-REQUIRED`. */
export type PaymentRequired = {
  x402Version: 2
  /** Of a relay: the reason of the verdict. */
  error?: string | undefined
  resource: ResourceInfo
  /** Empty where no payment would help. */
  accepts: PaymentRequirements[]
  extensions?: Record<string, unknown> | undefined
}

/** The postage that a letter names. */
export type NamedPostage =
  | { stampId: Hex }
  | { mailing: { mailingId: Hex; index: number; proof: Hex[] } }

/** What a payer sends, as `PAYMENT-SIGNATURE`. */
export type PaymentPayload = {
  x402Version: 2
  resource?: ResourceInfo | undefined
  accepted: PaymentRequirements
  payload: Record<string, unknown>
  extensions?: Record<string, unknown> | undefined
}

/** What the relay says of the payment, as `PAYMENT-RESPONSE`. */
export type SettlementResponse = {
  success: boolean
  errorReason?: string | undefined
  payer?: string | undefined
  /** Hash of the transaction that admitted the stamp; empty where that is yet to come. */
  transaction: string
  network: string
  extensions?: Record<string, unknown> | undefined
}

/** Names of the headers, which are of any case on the wire. */
export const paymentHeaders = {
  required: 'payment-required',
  signature: 'payment-signature',
  response: 'payment-response',
} as const
