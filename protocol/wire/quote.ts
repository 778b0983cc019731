import { z } from 'zod'
import type { Reason } from '../reasons.ts'
import { asOf } from './asOf.ts'
import { address, amount, bytes, duration, time } from './primitives.ts'
import { tokenDecimals, tokenSymbol } from './token.ts'

const quoteReasons = [
  'consented',
  'no_postage_required',
  'postage_required',
  'sender_denied',
  'closed',
  'no_common_token',
] as const satisfies readonly Reason[]

/** A call to a contract, for the sender to sign. */
export const unsignedTransaction = z
  .object({
    to: address,
    data: bytes,
    value: amount.meta({ description: 'Of the native token, in wei, decimal.' }),
  })
  .meta({ id: 'UnsignedTransaction' })

export const quoteOption = z
  .object({
    token: address,
    symbol: tokenSymbol.optional(),
    decimals: tokenDecimals.optional(),
    stake: amount.meta({ description: 'Least stake, a bond with the recipient.' }),
    carriage: amount.optional().meta({
      description: "The relay's price; 0 for relay `0x000…0`. Absent if no relay was named.",
    }),
    window: duration.meta({ description: 'Seconds to answer that the inbox asks for.' }),
    expiresAt: time.meta({
      description: 'The expiry to post with: now + window + 1 day. Unix seconds.',
    }),
    carryBy: time.meta({
      description:
        'Last second at which `verify` does not yet say `expiring`: expiresAt − nine tenths of the window. Unix seconds.',
    }),
    approval: unsignedTransaction.optional().meta({
      description:
        "To send before `transaction`: lets the PostOffice take what the sender's balance there lacks. Absent for the native token and where the balance suffices; superfluous where the sender has allowed as much before, which is not known here.",
    }),
    transaction: unsignedTransaction.optional().meta({
      description:
        'Posts the stamp. Present if `letterHash`, `relay` and a wallet as `sender` were given.',
    }),
  })
  .meta({ id: 'QuoteOption', description: 'One way to pay.' })

export const quoteResponse = z
  .object({
    deliverable: z.boolean().meta({ description: 'Whether a letter can get there at all.' }),
    postageRequired: z
      .boolean()
      .meta({ description: 'Whether it costs anything; then `options` says what.' }),
    reason: z.enum(quoteReasons).meta({
      description: 'What `verify` would say of a letter without postage whose sender is proven.',
    }),
    detail: z.string().meta({ description: 'The reason in words, and what to do.' }),
    options: z
      .array(quoteOption)
      .meta({ description: 'One per token that inbox and relay share. Choose one.' }),
    asOf,
  })
  .meta({ id: 'QuoteResponse' })

export type QuoteResponse = z.infer<typeof quoteResponse>
export type QuoteOption = z.infer<typeof quoteOption>
export type QuoteReason = (typeof quoteReasons)[number]
export type UnsignedTransaction = z.infer<typeof unsignedTransaction>
