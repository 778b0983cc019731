import { createRoute, z } from '@hono/zod-openapi'
import type { FoundInbox } from '../../protocol/wire/inbox.ts'
import { inboxesResponse } from '../../protocol/wire/inbox.ts'
import { pageInput } from '../../protocol/wire/page.ts'
import { addressInput, bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import { toAccount, toKey, toWallet } from '../answers/inbox.ts'
import { toInboxSummary } from '../answers/inboxSummary.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { asOfExample, inboxExample, inboxSummaryExample } from '../examples.ts'
import type { FoundRow } from '../queries/foundInboxes.ts'
import { findByAccount, findByKey, findByWallet } from '../queries/foundInboxes.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import type { Chain } from '../services.ts'
import { chainOf, secondsNow } from '../services.ts'

/** Most characters of an account: the contract takes 171 bytes. */
const maxAccountLength = 171

const query = z
  .strictObject({
    chain: chainInput,
    wallet: addressInput.optional().meta({ description: 'A wallet, in any case.' }),
    account: z
      .string()
      .min(1)
      .max(maxAccountLength)
      .regex(/^[^\0]*$/, 'must not have a NUL')
      .optional()
      .meta({
        description: 'An account elsewhere after CAIP-10, letter by letter as it was linked.',
        examples: [inboxExample.accounts[0]?.account],
      }),
    keyId: bytes32Input.optional().meta({ description: 'keccak256 of a key’s kind and bytes.' }),
    ...pageInput,
  })
  .refine(
    ({ wallet, account, keyId }) =>
      [wallet, account, keyId].filter((one) => one !== undefined).length === 1,
    'must have exactly one of wallet, account and keyId',
  )

const route = createRoute({
  operationId: 'findInboxes',
  method: 'get',
  path: '/v1/inboxes',
  tags: ['Inboxes'],
  summary: 'Find inboxes by a wallet, an account or a key',
  description:
    'A wallet is linked to at most one inbox of a chain. Accounts and keys may be claimed by any number, rightly or not: each entry has what the claim is worth.',
  request: { query },
  responses: {
    200: json('What was found', inboxesResponse, {
      inboxes: [{ ...inboxSummaryExample, wallet: inboxExample.wallets[0] }],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

type Query = z.output<typeof query>
type Position = (string | number)[]

/** `GET /v1/inboxes?chain=` and one of `wallet`, `account`, `keyId` */
export const findInboxes: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const { wallet, account, keyId, limit } = asked
    const chain = chainOf(services, asked.chain)
    const list = ['findInboxes', chain.caip2, wallet, account, keyId]
    const cursors = listCursors<Position>(list, positionOf(asked))
    const [row] = await find(chain, asked, cursors.open(asked.cursor))
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const now = secondsNow(services, asOf)
    const { page, nextCursor } = cursors.cut(row?.inboxes ?? [], limit, toPosition)
    const inboxes = page.map((found) => toFound(found, now))
    return c.json({ inboxes, ...(nextCursor && { nextCursor }), asOf }, 200)
  })
}

function find(
  chain: Chain,
  { wallet, account, keyId, limit }: Query,
  after: Position | undefined,
): ReturnType<typeof findByWallet> {
  if (wallet !== undefined) return findByWallet(chain, wallet)
  if (account !== undefined) {
    const [proof, inboxId] = (after as [string, string] | undefined) ?? ['~', '']
    return findByAccount(chain, account, proof, inboxId, limit + 1)
  }
  const [inboxId] = (after as [string] | undefined) ?? ['']
  // Safety: the schema demands one of the three.
  return findByKey(chain, keyId as NonNullable<typeof keyId>, inboxId, limit + 1)
}

const inboxId = z.string().regex(/^0x[0-9a-f]{64}$/)

/** What a cursor holds; one of a wallet's list is never given. */
function positionOf({ account }: Query): z.ZodType<Position> {
  const proof = z.enum(['none', 'valid', 'invalid', 'unchecked'])
  return account === undefined ? z.tuple([inboxId]) : z.tuple([proof, inboxId])
}

function toPosition({ account, inboxId: id }: FoundRow): Position {
  return account ? [account.proof, id] : [id]
}

function toFound(row: FoundRow, now: number): FoundInbox {
  const { wallet, account, key } = row
  return {
    ...toInboxSummary(row),
    ...(wallet && { wallet: toWallet(wallet) }),
    ...(account && { account: toAccount(account) }),
    ...(key && { key: toKey(key, now) }),
  }
}
