import { createRoute, z } from '@hono/zod-openapi'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import { inboxKeysResponse } from '../../protocol/wire/inbox.ts'
import { pageInput } from '../../protocol/wire/page.ts'
import { bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import { toKey } from '../answers/inbox.ts'
import type { Operation } from '../app.ts'
import { listCursors } from '../cursor.ts'
import { asOfExample, inboxExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import type { ListedKeyRow } from '../queries/inboxKeys.ts'
import { readInboxKeys } from '../queries/inboxKeys.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf, secondsNow } from '../services.ts'
import type { KeyStatus, Moment } from '../verify/keyStatus.ts'
import { keyStatusAt } from '../verify/keyStatus.ts'

const route = createRoute({
  operationId: 'listInboxKeys',
  method: 'get',
  path: '/v1/inboxes/{inboxId}/keys',
  tags: ['Inboxes'],
  summary: 'List the keys that an inbox has, had or banned',
  description:
    'By id, page by page. With `atBlock` each has its status at the end of that block besides, as `POST /v1/keys/verify` would say it.',
  request: {
    params: z.strictObject({ inboxId: bytes32Input }),
    query: z.strictObject({
      chain: chainInput,
      atBlock: z
        .string()
        .regex(/^(0|[1-9][0-9]{0,14})$/, 'must be the number of a block, decimal')
        .transform(Number)
        .optional()
        .meta({ description: 'Number of an indexed block, decimal.', examples: ['40'] }),
      ...pageInput,
    }),
  },
  responses: {
    200: json('A page of keys', inboxKeysResponse, {
      keys: inboxExample.keys,
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'inbox_not_found',
      'block_not_indexed',
      ...chainStateProblems,
    ),
  },
})

const position = z.tuple([z.string().regex(/^0x[0-9a-f]{64}$/)])

/** `GET /v1/inboxes/{inboxId}/keys?chain=` */
export const listInboxKeys: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { inboxId } = c.req.valid('param')
    const { chain: caip2, atBlock, cursor, limit } = c.req.valid('query')
    const chain = chainOf(services, caip2)
    // The keys of every block are the same: pages at different blocks may be mixed.
    const cursors = listCursors(['listInboxKeys', caip2, inboxId], position)
    const [after] = cursors.open(cursor) ?? ['']
    const [row] = await readInboxKeys(chain, inboxId, after, limit + 1, atBlock ?? null)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    const block = asOf.blockNumber
    if (!row?.hasInbox) throw new ApiError('inbox_not_found', { inboxId, chain: caip2, block })
    if (atBlock !== undefined && atBlock > Number(block)) {
      const newest = `block ${block}`
      throw new ApiError('block_not_indexed', { asked: `Block ${atBlock}`, newest })
    }

    const now = secondsNow(services, asOf)
    const moment = atBlock === undefined ? undefined : momentOf(atBlock, row, asOf)
    const { page, nextCursor } = cursors.cut(row.keys, limit, ({ key }) => [key.keyId])
    const keys = page.map((listed) => ({
      ...toKey(listed.key, now),
      ...(moment && { statusAt: statusAt(listed, moment) }),
    }))
    return c.json({ keys, ...(nextCursor && { nextCursor }), asOf }, 200)
  })
}

function momentOf(
  block: number,
  { blockTime, oldestBlockTime }: { blockTime: number | null; oldestBlockTime: number | null },
  asOf: AsOf,
): Moment {
  if (blockTime !== null) return { block, time: blockTime }
  return { block, time: null, latest: oldestBlockTime ?? asOf.blockTimestamp }
}

function statusAt({ key, revokedByName, period }: ListedKeyRow, moment: Moment): KeyStatus | null {
  // A key banned before it was ever added has no period: its revocation alone tells.
  const revoked =
    revokedByName && key.revokedBlock !== null && key.revokedAt !== null
      ? { block: key.revokedBlock, time: key.revokedAt }
      : null
  const { expiresAt } = key
  const facts = {
    key: { isAdded: key.kind !== null, epoch: 0, expiresAt, revoked },
    inboxEpoch: 0,
    before: period ? [period] : [],
    after: [],
  }
  return keyStatusAt(facts, moment) ?? null
}
