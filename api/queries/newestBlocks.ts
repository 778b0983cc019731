import type { BlockRow } from './database.ts'
import { statement } from './statement.ts'

/** The tables that verdicts are read from. */
const verdictTables = [
  ...['inbox', 'wallet', 'consent', 'key', 'terms', 'terms_change', 'door_change'],
  ...['stamp', 'mailing', 'mail', 'relay', 'carriage'],
]

/**
 * The newest block rows of a chain up to a height, newest first. Waits for all that verdicts wait for: where one of their tables is
 * locked or missing, this fails as they do, and who watches by it knows.
 *
 * @param atMost - Null: whatever their height.
 */
export const readNewestBlocks = statement<BlockRow, [count: number, atMost: number | null]>(
  ({ id, schema }) => `
    select number, hash, parent_hash as "parentHash", timestamp
    from ${schema}.block
    where chain_id = ${id} and ($2::int8 is null or number <= $2)
      and ${verdictTables.map((table) => `(select true from ${schema}.${table} limit 0) is null`).join(' and ')}
    order by number desc
    limit $1`,
)
