import type { Hex } from 'viem'
import type { Store } from '../store.ts'

export type Query = Store['query']

/** How far the feed of a chain is. */
export type FeedCursor = {
  /** Counts its changes. */
  version: number
  /** The last event of the index that is in the feed; `lastInBlock`: all of this block. */
  block: number
  hash: Hex
  logIndex: number
  /** Where the feed begins. */
  begin: { block: number; hash: Hex }
  /** Entries from `seq` on hold rows read at this block, above `block`; null: none do. */
  leak: { seq: number; block: number; hash: Hex } | null
  /** Whoever has read up to here, or further, can go on. */
  readableFrom: number
  /** Of the chain's last entry. */
  lastSeq: number
}

/** A log index that no event has: the cursor is at the end of its block. */
export const lastInBlock = 2_147_483_647

const columns = `
  version, block_number as block, block_hash as hash, log_index as "logIndex",
  json_build_object('block', begin_number, 'hash', begin_hash) as begin,
  case when leak_seq is not null then
    json_build_object('seq', leak_seq, 'block', leak_number, 'hash', leak_hash)
  end as leak,
  readable_from as "readableFrom", last_seq as "lastSeq"`

/** Undefined while the feed of the chain has not begun. */
export async function readFeedCursor(
  query: Query,
  chainId: number,
): Promise<FeedCursor | undefined> {
  const [cursor] = await query<FeedCursor>(
    `select ${columns} from api.feed_cursor where chain_id = $1`,
    [chainId],
  )
  return cursor
}

/** From where on the feed of each chain can be read, by chain id, and the newest entry of all; 0: there was none yet. */
export async function readFeedSpans(
  query: Query,
): Promise<{ readableFrom: ReadonlyMap<number, number>; newestSeq: number }> {
  const rows = await query<{ chainId: number; readableFrom: number; lastSeq: number }>(
    `select chain_id as "chainId", readable_from as "readableFrom", last_seq as "lastSeq"
     from api.feed_cursor`,
  )
  return {
    readableFrom: new Map(rows.map(({ chainId, readableFrom }) => [chainId, readableFrom])),
    newestSeq: Math.max(0, ...rows.map(({ lastSeq }) => lastSeq)),
  }
}

/**
 * Lets the feed of a chain begin, or begin anew: what there was before can be read no more. To be run in a transaction that
 * holds `lockFeed`.
 */
export async function beginFeed(
  query: Query,
  chainId: number,
  at: { block: number; hash: Hex; logIndex: number },
): Promise<FeedCursor> {
  await query('update api.feed set stands = false where chain_id = $1 and stands', [chainId])
  const [cursor] = await query<FeedCursor>(
    `insert into api.feed_cursor as c (
       chain_id, version, block_number, block_hash, log_index, begin_number, begin_hash, readable_from, last_seq
     )
     select $1, seq, $2, $3, $4, $2, $3, seq, seq from nextval('api.feed_seq_seq') seq
     on conflict (chain_id) do update set
       version = excluded.version, block_number = excluded.block_number, block_hash = excluded.block_hash,
       log_index = excluded.log_index, begin_number = excluded.begin_number, begin_hash = excluded.begin_hash,
       leak_seq = null, leak_number = null, leak_hash = null,
       readable_from = excluded.readable_from, last_seq = excluded.last_seq
     returning ${columns}`,
    [chainId, at.block, at.hash, at.logIndex],
  )
  return cursor as FeedCursor
}

/**
 * Moves a cursor that nobody else has moved.
 *
 * @returns Undefined if somebody else has.
 */
export async function moveFeedCursor(
  query: Query,
  chainId: number,
  next: FeedCursor,
): Promise<FeedCursor | undefined> {
  const [moved] = await query<FeedCursor>(
    `update api.feed_cursor set
       version = version + 1, block_number = $3, block_hash = $4, log_index = $5,
       leak_seq = $6, leak_number = $7, leak_hash = $8, last_seq = $9
     where chain_id = $1 and version = $2
     returning ${columns}`,
    [
      ...[chainId, next.version, next.block, next.hash, next.logIndex],
      ...[next.leak?.seq ?? null, next.leak?.block ?? null, next.leak?.hash ?? null],
      next.lastSeq,
    ],
  )
  return moved
}

/** Held until the transaction ends: entries are written one transaction after the other, whatever their chain. */
export async function lockFeed(query: Query): Promise<void> {
  await query('select pg_advisory_xact_lock($1)', [7_366_298])
}
