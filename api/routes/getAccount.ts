import { createRoute, z } from '@hono/zod-openapi'
import { getAddress } from 'viem'
import type { AccountResponse } from '../../protocol/wire/account.ts'
import { accountResponse, maxAccountEntries } from '../../protocol/wire/account.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { cursorInput, toCursor } from '../cursor.ts'
import { accountExample } from '../examples.ts'
import type { AccountRow } from '../queries/account.ts'
import { readAccount } from '../queries/account.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'getAccount',
  method: 'get',
  path: '/v1/accounts/{address}',
  tags: ['Accounts'],
  summary: "Read an account's balances in the PostOffice",
  description:
    'Balances per token, page by page, as anyone may credit any account with any token; and whom the account lets spend them.',
  request: {
    params: z.strictObject({ address: addressInput }),
    query: z.strictObject({
      chain: chainInput,
      cursor: cursorInput(/^0x[0-9a-f]{40}$/)
        .optional()
        .meta({
          description: 'The `nextCursor` of the page before.',
        }),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(maxAccountEntries)
        .default(maxAccountEntries)
        .meta({
          description: 'Most balances of a page.',
          examples: [50],
        }),
    }),
  },
  responses: {
    200: json('The account', accountResponse, accountExample),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

/** `GET /v1/accounts/{address}?chain=` */
export const getAccount: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { address: account } = c.req.valid('param')
    const { chain: caip2, cursor, limit } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    // One more than asked for tells whether there is a next page.
    const [row] = await readAccount(chain, account, cursor ?? '', limit + 1)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const lists = toLists(row, limit)
    return c.json({ account: getAddress(account), ...lists, asOf }, 200)
  })
}

function toLists(
  row: AccountRow | undefined,
  limit: number,
): Pick<AccountResponse, 'balances' | 'nextCursor' | 'allowances' | 'operators'> {
  const { balances = [], allowances = [], operators = [] } = row ?? {}
  const page = balances.slice(0, limit)
  const last = page.at(-1)
  return {
    balances: page.map(({ token, amount, sinceBlock }) => ({
      token: getAddress(token),
      amount,
      sinceBlock: String(sinceBlock),
    })),
    nextCursor: last && balances.length > limit ? toCursor(last.token) : null,
    allowances: allowances.map(({ spender, token, amount, sinceBlock }) => ({
      spender: getAddress(spender),
      token: getAddress(token),
      amount,
      sinceBlock: String(sinceBlock),
    })),
    operators: operators.map(({ operator, sinceBlock }) => ({
      operator: getAddress(operator),
      sinceBlock: String(sinceBlock),
    })),
  }
}
