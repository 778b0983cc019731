import { z } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { ListedStamp } from '../../protocol/wire/stamp.ts'
import { listCursors } from '../cursor.ts'
import type { StampFilter } from '../queries/stamps.ts'
import { readStamps } from '../queries/stamps.ts'
import type { Chain, Services } from '../services.ts'
import { secondsNow } from '../services.ts'
import { canExpire } from './canExpire.ts'
import { toStamp } from './stamp.ts'

const position = z.tuple([z.int().min(0), z.string().regex(/^(0x[0-9a-f]{64})?$/)])

/** Which page of whose stamps; `canExpire: true` leaves out those that `expire` does not take now. */
export type StampPageQuery = {
  owner: { by: 'inboxId' | 'sender'; id: Hex }
  status?: StampFilter['status']
  canExpire?: true | undefined
  cursor?: string | undefined
  limit: number
}

/**
 * Reads and shapes a page of stamps.
 *
 * @returns `hasOwner` is false if the chain has no such inbox.
 */
export async function readStampPage(
  services: Services,
  chain: Chain,
  query: StampPageQuery,
): Promise<{ hasOwner: boolean; stamps: ListedStamp[]; nextCursor?: string; asOf: AsOf }> {
  const { owner, status, limit } = query
  const list = ['stamps', chain.caip2, owner.by, owner.id, status, query.canExpire]
  const cursors = listCursors(list, position)
  const expirableAt = query.canExpire && Math.floor(services.now() / 1_000)
  const row = await readStamps(
    chain,
    owner,
    { after: cursors.open(query.cursor), count: limit + 1 },
    { status, expirableAt },
  )
  const asOf = await chain.freshness.check(row.asOf)
  const now = secondsNow(services, asOf)
  const { page, nextCursor } = cursors.cut(
    row.stamps,
    limit,

    ({ postedBlock, stampId }) => [postedBlock, stampId],
    row.scannedTo === null ? undefined : [row.scannedTo, ''],
  )
  const stamps = page.map((stamp) => ({ ...toStamp(stamp), canExpire: canExpire(stamp, now) }))
  return { hasOwner: row.hasOwner, stamps, ...(nextCursor && { nextCursor }), asOf }
}
