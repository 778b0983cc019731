import type { Hex } from 'viem'
import type { EventType, FeedEntry } from '../../protocol/wire/event.ts'
import type { Query } from './feedCursor.ts'

/** An entry before it has its id. */
export type NewEntry = Omit<FeedEntry, 'id'>

/** Writes entries in this order. @returns The ids of the first and the last one. */
export async function appendEntries(
  query: Query,
  chainId: number,
  entries: readonly NewEntry[],
): Promise<{ first: number; last: number }> {
  const rows = entries.map((entry) => ({
    type: entry.type,
    event_type: entry.retractedType ?? entry.type,
    block_number: entry.block.number,
    block_hash: entry.block.hash,
    log_index: entry.logIndex,
    inbox_id: entry.inboxId ?? null,
    relay: entry.relay?.toLowerCase() ?? null,
    stands: entry.type !== 'retracted' && entry.type !== 'state.corrected',
    entry,
  }))
  const [span] = await query<{ first: number; last: number }>(
    `with written as (
       insert into api.feed (
         chain_id, type, event_type, block_number, block_hash, log_index, inbox_id, relay, stands, entry
       )
       select $1, type, event_type, block_number, block_hash, log_index, inbox_id, relay, stands, entry
       from rows from (json_to_recordset($2::text::json) as (
         type text, event_type text, block_number int8, block_hash text, log_index int4,
         inbox_id text, relay text, stands boolean, entry json
       )) with ordinality as given(
         type, event_type, block_number, block_hash, log_index, inbox_id, relay, stands, entry, position
       )
       order by position
       returning seq
     )
     select min(seq) as first, max(seq) as last from written`,
    [chainId, JSON.stringify(rows)],
  )
  return span as { first: number; last: number }
}

/** What stands of a chain above a place, newest first. */
export async function readStandingAbove(
  query: Query,
  chainId: number,
  above: { block: number; logIndex: number },
  limit: number,
): Promise<FeedEntry[]> {
  const rows = await query<{ seq: number; entry: NewEntry }>(
    `select seq, entry from api.feed
     where chain_id = $1 and stands and (block_number, log_index) > ($2::int8, $3::int4)
     order by block_number desc, log_index desc limit $4`,
    [chainId, above.block, above.logIndex, limit],
  )
  return rows.map(withId)
}

/** Takes away that entries stand: they are being retracted. */
export async function markRetracted(query: Query, ids: readonly string[]): Promise<void> {
  await query('update api.feed set stands = false where seq = any($1::int8[])', [ids])
}

/** Blocks of a chain in which events stand, newest first. */
export function readStandingBlocks(
  query: Query,
  chainId: number,
  below: number,
  limit: number,
): Promise<{ block: number; hash: Hex }[]> {
  return query(
    `select block_number as block, max(block_hash) as hash from api.feed
     where chain_id = $1 and stands and block_number < $2
     group by block_number order by block_number desc limit $3`,
    [chainId, below, limit],
  )
}

/** The state that entries of a chain have told from one on. */
export async function readToldKeys(
  query: Query,
  chainId: number,
  from: number,
  limit: number,
): Promise<{ count: number; state: Pick<FeedEntry['state'][number], 'table' | 'key'>[] }> {
  const rows = await query<{ state: FeedEntry['state'] }>(
    `select entry -> 'state' as state from api.feed where chain_id = $1 and seq >= $2 order by seq limit $3`,
    [chainId, from, limit],
  )
  return { count: rows.length, state: rows.flatMap(({ state }) => state) }
}

/** Which entries a reader wants; of a retraction its event counts. */
export type FeedFilter = {
  chainId?: number | undefined
  types?: readonly FeedEntry['type'][] | undefined
  inboxId?: Hex | undefined
  /** In lower case. */
  relay?: Hex | undefined
}

export type FeedPage = {
  entries: FeedEntry[]
  /** Up to where the feed has been read: where to go on. */
  position: number
  /** Whether there may be more at once. */
  isFull: boolean
}

/**
 * Reads the feed in its order.
 *
 * @param query - `store.query`.
 * @param after - Id of the last entry read, or the `position` of the last page; 0: from the first one kept.
 * @param limit - How many entries are looked at; those that pass the filter are in the page.
 *
 * @example
 * let after = 0
 * for (;;) {
 *   const { entries, position, isFull } = await readFeed(store.query, after, 500)
 *   for (const entry of entries) await deliver(entry)
 *   after = position
 *   if (!isFull) await sleep(500)
 * }
 */
export async function readFeed(
  query: Query,
  after: number,
  limit: number,
  filter: FeedFilter = {},
): Promise<FeedPage> {
  const rows = await query<{ seq: number; entry: NewEntry | null }>(
    `select seq, case when
       ($4::text[] is null or type = any($4) or event_type = any($4))
       and ($5::text is null or inbox_id = $5) and ($6::text is null or relay = $6)
     then entry end as entry
     from api.feed where seq > $1 and ${filter.chainId === undefined ? '$3::int8 is null' : 'chain_id = $3'}
     order by seq limit $2`,
    [
      ...[after, limit, filter.chainId ?? null, filter.types ?? null],
      ...[filter.inboxId ?? null, filter.relay ?? null],
    ],
  )
  return {
    entries: rows.flatMap(({ seq, entry }) => (entry ? [withId({ seq, entry })] : [])),
    position: rows.at(-1)?.seq ?? after,
    isFull: rows.length === limit,
  }
}

/** Whether an entry passes, as `readFeed` decides it. */
export function passes(entry: FeedEntry, chainId: number, filter: FeedFilter): boolean {
  const { types, inboxId, relay } = filter
  if (filter.chainId !== undefined && filter.chainId !== chainId) return false
  const eventType: EventType | undefined = entry.retractedType
  const isOfType =
    !types || types.includes(entry.type) || (eventType !== undefined && types.includes(eventType))
  return (
    isOfType &&
    (inboxId === undefined || entry.inboxId === inboxId) &&
    (relay === undefined || entry.relay?.toLowerCase() === relay)
  )
}

/**
 * Takes away the oldest entries of a chain that are older than `days` and cannot be retracted any more, those beyond reach
 * first; few enough for one statement.
 *
 * @param floor - Block up to which nothing is ever retracted.
 * @returns How many are gone.
 */
export async function pruneFeed(
  query: Query,
  chainId: number,
  days: number,
  floor: number,
): Promise<number> {
  const [pruned] = await query<{ count: number }>(
    `with oldest as (
       select f.seq, f.stands, f.block_number, f.block_hash,
         f.seq <= c.readable_from or (
           f.written_at < now() - make_interval(secs => $2 * 86400)
           and (not f.stands or f.block_number <= $3)
           and (c.leak_seq is null or f.seq < c.leak_seq)
         ) as is_old
       from api.feed f join api.feed_cursor c on c.chain_id = f.chain_id
       where f.chain_id = $1 order by f.seq limit 1000
     ),
     gone as (
       delete from api.feed where seq in (
         select seq from oldest where seq < coalesce((select min(seq) from oldest where not is_old), 9e18)
       ) returning seq
     ),
     newest as (
       select block_number, block_hash from oldest
       where stands and seq in (select seq from gone) order by block_number desc limit 1
     ),
     moved as (
       update api.feed_cursor c set
         readable_from = greatest(c.readable_from, (select max(seq) from gone)),
         begin_number = coalesce((select block_number from newest), c.begin_number),
         begin_hash = coalesce((select block_hash from newest), c.begin_hash)
       where c.chain_id = $1 and exists (select from gone)
     )
     select count(*) as count from gone`,
    [chainId, days, floor],
  )
  return pruned?.count ?? 0
}

function withId({ seq, entry }: { seq: number; entry: NewEntry }): FeedEntry {
  return { id: String(seq), ...entry }
}
