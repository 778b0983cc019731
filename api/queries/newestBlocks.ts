import type { BlockRow } from './database.ts'
import { statement } from './statement.ts'

/**
 * The newest block rows of a chain up to a height, newest first.
 *
 * @param atMost - Null: whatever their height.
 */
export const readNewestBlocks = statement<BlockRow, [count: number, atMost: number | null]>(
  ({ id, schema }) => `
    select number, hash, parent_hash as "parentHash", timestamp
    from ${schema}.block
    where chain_id = ${id} and ($2::int8 is null or number <= $2)
    order by number desc
    limit $1`,
)
