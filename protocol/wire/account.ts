import { z } from 'zod'
import { asOf } from './asOf.ts'
import { address, amount, blockNumber } from './primitives.ts'

/** Most entries of one page, and of the other lists of an account. */
export const maxAccountEntries = 200

export const accountResponse = z
  .object({
    account: address,
    balances: z
      .array(z.object({ token: address, amount, sinceBlock: blockNumber }))
      .meta({ description: 'Balances above 0 in the PostOffice, by token; one page of them.' }),
    nextCursor: z.string().nullable().meta({
      description: 'Give it as `cursor` for the next page of balances; null on the last one.',
    }),
    allowances: z
      .array(z.object({ spender: address, token: address, amount, sinceBlock: blockNumber }))
      .meta({
        description: `What others may still take of its balances, newest first; at most ${maxAccountEntries}.`,
      }),
    operators: z.array(z.object({ operator: address, sinceBlock: blockNumber })).meta({
      description: `Who may move all of its balances, newest first; at most ${maxAccountEntries}.`,
    }),
    asOf,
  })
  .meta({ id: 'AccountResponse' })

export type AccountResponse = z.infer<typeof accountResponse>
