import { z } from 'zod'
import { asOf } from './asOf.ts'
import { nextCursor } from './page.ts'
import { address, amount, blockNumber, time } from './primitives.ts'

/** Most prices that the directory lists of one relay. */
export const maxListedPrices = 20
/** Most stamps that the counts of a relay go over. */
export const maxRelayStamps = 10_000

/** What a relay asks for carriage in a token. */
export const relayPrice = z
  .object({
    token: address,
    amount: amount.meta({ description: 'Carriage of one letter.' }),
    sinceBlock: blockNumber,
    sinceTime: time,
  })
  .meta({ id: 'RelayPrice' })

export const relaySummary = z
  .object({
    relay: address.meta({ description: 'The address that registered it, by which it is named.' }),
    signer: address.meta({ description: 'Who signs its receipts.' }),
    endpoint: z.string().meta({
      description: 'Where it says that it is reached: any text at all. Check it before you use it.',
      examples: ['https://relay.example'],
    }),
    active: z.boolean().meta({ description: 'Whether it is in service; else it has no prices.' }),
    activeSinceBlock: blockNumber.meta({ description: 'Since when it is in service, or is not.' }),
    activeSinceTime: time,
    registeredBlock: blockNumber,
    registeredAt: time,
  })
  .meta({ id: 'RelaySummary' })

export const relaysResponse = z
  .object({
    relays: z
      .array(
        relaySummary
          .extend({
            prices: z.array(relayPrice).meta({
              description: `In the tokens that it accepts while in service, by token: with \`token\` that one, else at most ${maxListedPrices}.`,
            }),
          })
          .meta({ id: 'ListedRelay' }),
      )
      .meta({ description: 'By address.' }),
    nextCursor,
    asOf,
  })
  .meta({ id: 'RelaysResponse' })

const count = z.int().min(0)

export const relayResponse = z
  .object({
    relay: relaySummary,
    prices: z.array(relayPrice).meta({
      description: 'In the tokens that it accepts while in service, by token; one page of them.',
    }),
    nextCursor,
    counts: z
      .object({
        stamps: z
          .object({
            open: count,
            admitted: count,
            collected: count,
            returned: count,
            expired: count,
          })
          .meta({ description: `Of the newest ${maxRelayStamps} stamps that name it, by status.` }),
      })
      .meta({ description: 'Counted from the rows at `asOf`.' }),
    asOf,
  })
  .meta({ id: 'RelayResponse' })

export type RelaySummary = z.infer<typeof relaySummary>
export type RelayPrice = z.infer<typeof relayPrice>
