import { createRoute, z } from '@hono/zod-openapi'
import { getAddress, zeroAddress } from 'viem'
import { movementsResponse } from '../../protocol/wire/movement.ts'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, chainInput } from '../../protocol/wire/primitives.ts'
import { toMovement } from '../answers/movement.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { accountExample, asOfExample, movementExample } from '../examples.ts'
import { readMovements } from '../queries/movements.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const route = createRoute({
  operationId: 'listMovements',
  method: 'get',
  path: '/v1/accounts/{address}/movements',
  tags: ['Accounts'],
  summary: "List what changed an account's balances",
  description:
    'Deposits, withdrawals, credits and debits in the PostOffice, newest first, each with its stamps or mailing where there are any. Postage that was paid straight from a wallet never was in a balance, and is not listed.',
  request: {
    params: z.strictObject({ address: addressInput }),
    query: z.strictObject({
      chain: chainInput,
      token: addressInput.optional().meta({
        description: 'In this token only, in any case; `0x000…0`: the native one.',
      }),
      ...pageInput,
    }),
  },
  responses: {
    200: json('A page of movements', movementsResponse, {
      account: accountExample.account,
      movements: [movementExample],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

// A log index is an integer of 32 bits to Postgres.
const position = z.tuple([z.int().min(0), z.int32().min(0)])

/** `GET /v1/accounts/{address}/movements?chain=` */
export const listMovements: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { address: account } = c.req.valid('param')
    const { chain: caip2, token, cursor, limit } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    const cursors = listCursors(['listMovements', caip2, account, token], position)
    const after = cursors.open(cursor)
    // The stamps of each movement are looked up: a page of 200 costs 20 points.
    await c.get('spend')(Math.ceil(limit / 10) - 1)
    const row = await readMovements(chain, account, { after, count: limit + 1 }, token)
    const asOf = await chain.freshness.check(row.asOf)
    // In the ledger's transfers 0 stands for the escrow, and is no account.
    const isNobody = account === zeroAddress
    const { page, nextCursor } = cursors.cut(
      isNobody ? [] : row.movements,
      limit,

      ({ blockNumber, logIndex }) => [blockNumber, logIndex],
      row.scannedTo === null || isNobody ? undefined : [row.scannedTo, 0],
    )
    const movements = page.map((movement) => toMovement(movement, account))
    const answer = { account: getAddress(account), movements, ...(nextCursor && { nextCursor }) }
    return c.json({ ...answer, asOf }, 200)
  })
}
