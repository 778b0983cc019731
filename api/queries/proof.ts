import type { Address, Hex } from 'viem'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** Prices of a relay that are looked at, the newest first: more within 600 s is a relay's joke. */
const mostPrices = 100

/** Seconds before a posting in which a price still counts. */
const grace = 600

const readPreimages = statement<
  {
    mailing: { root: Hex; count: number } | null
    key: { kind: number; publicKey: Hex } | null
  },
  [mailingId: string | null, inboxId: string | null, keyId: string | null]
>(
  ({ id, schema }) => `
    select
    (
      select json_build_object('root', root, 'count', count) from ${schema}.mailing
      where chain_id = ${id} and mailing_id = $1
    ) as mailing,
    (
      select json_build_object('kind', kind, 'publicKey', public_key) from ${schema}.key
      where chain_id = ${id} and inbox_id = $2 and key_id = $3 and public_key is not null
    ) as key`,
)

/** What ids are hashes of: it never changes, so it needs no block that it is true of. Null: not indexed, or not asked for. */
export async function readProofPreimages(
  chain: ChainTables,
  {
    mailingId,
    key,
  }: { mailingId?: Hex | undefined; key?: { inboxId: Hex; keyId: Hex } | undefined },
) {
  const values = [mailingId ?? null, key?.inboxId ?? null, key?.keyId ?? null] as const
  const [row] = await readPreimages(chain, ...values)
  return { mailing: row?.mailing ?? undefined, key: row?.key ?? undefined }
}

export type PastPrice = {
  /** From the end of this block on. */
  fromBlock: number
  fromTime: number
  /** The block of the next change; null: none until the posting. */
  untilBlock: number | null
}

/**
 * Prices that a relay had within 600 s before a posting and that a carriage meets, the newest first, at most 3.
 *
 * No fact about now: `asOf` is not selected, as a proof says by itself what it is true of.
 */
export const readPastPrices = statement<
  PastPrice,
  [relay: Address, token: Address, postedBlock: number, postedAt: number, carriage: string]
>(
  ({ id, schema }) => `
    select block_number as "fromBlock", timestamp as "fromTime", until_block as "untilBlock"
    from (
      select block_number, timestamp, amount, accepted,
        lead(block_number) over (order by block_number, log_index) as until_block,
        lead(timestamp) over (order by block_number, log_index) as until_time
      from (
        select block_number, log_index, timestamp, amount, accepted
        from ${schema}.carriage_change
        where chain_id = ${id} and relay = $1 and token = $2 and block_number <= $3
        order by block_number desc, log_index desc
        limit ${mostPrices}
      ) newest
    ) price
    where accepted and amount <= $5::numeric and (until_block is null or until_block > block_number)
      and (until_time is null or until_time > $4::int8 - ${grace})
    order by block_number desc
    limit 3`,
)
