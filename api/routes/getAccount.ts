import { createRoute, z } from '@hono/zod-openapi'
import { getAddress } from 'viem'
import type { AccountResponse } from '../../protocol/wire/account.ts'
import { accountResponse, maxAccountEntries } from '../../protocol/wire/account.ts'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
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
      ...pageInput,
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
    const list = ['getAccount', caip2, account]
    const cursors = listCursors(list, z.tuple([z.string().regex(/^0x[0-9a-f]{40}$/)]))
    const [after] = cursors.open(cursor) ?? ['']
    const [row] = await readAccount(chain, account, after, limit + 1)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const { page, nextCursor } = cursors.cut(row?.balances ?? [], limit, ({ token }) => [token])
    const balances = page.map(({ token, amount, sinceBlock }) => ({
      token: getAddress(token),
      amount,
      sinceBlock: String(sinceBlock),
    }))
    const answer = { account: getAddress(account), balances, ...(nextCursor && { nextCursor }) }
    return c.json({ ...answer, ...toGrants(row), asOf }, 200)
  })
}

function toGrants(
  row: AccountRow | undefined,
): Pick<AccountResponse, 'allowances' | 'operators' | 'hasMore'> {
  const { allowances = [], operators = [] } = row ?? {}
  return {
    allowances: allowances
      .slice(0, maxAccountEntries)
      .map(({ spender, token, amount, sinceBlock }) => ({
        spender: getAddress(spender),
        token: getAddress(token),
        amount,
        sinceBlock: String(sinceBlock),
      })),
    operators: operators.slice(0, maxAccountEntries).map(({ operator, sinceBlock }) => ({
      operator: getAddress(operator),
      sinceBlock: String(sinceBlock),
    })),
    hasMore: {
      allowances: allowances.length > maxAccountEntries,
      operators: operators.length > maxAccountEntries,
    },
  }
}
