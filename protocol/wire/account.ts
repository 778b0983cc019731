import { z } from 'zod'
import { asOf } from './asOf.ts'
import { nextCursor } from './page.ts'
import { address, amount, blockNumber } from './primitives.ts'

/** Most entries of the lists of an account that have no pages. */
export const maxAccountEntries = 200

export const accountResponse = z
  .object({
    account: address,
    balances: z
      .array(z.object({ token: address, amount, sinceBlock: blockNumber }))
      .meta({ description: 'Balances above 0 in the PostOffice, by token; one page of them.' }),
    nextCursor,
    allowances: z
      .array(z.object({ spender: address, token: address, amount, sinceBlock: blockNumber }))
      .meta({
        description: `What others may still take of its balances, newest first; at most ${maxAccountEntries}.`,
      }),
    operators: z.array(z.object({ operator: address, sinceBlock: blockNumber })).meta({
      description: `Who may move all of its balances, newest first; at most ${maxAccountEntries}.`,
    }),
    hasMore: z
      .object({ allowances: z.boolean(), operators: z.boolean() })
      .meta({ description: 'Whether there are more of them than are listed here.' }),
    asOf,
  })
  .meta({ id: 'AccountResponse' })

export type AccountResponse = z.infer<typeof accountResponse>
