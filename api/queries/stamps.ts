import type { Hex } from 'viem'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import type { StampRow } from './stamp.ts'
import { stampColumns } from './stampColumns.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** Most stamps that one page of a filtered list looks through. */
const filterWindow = 5_000

/** Where a page of stamps ends: they are listed from the newest block down, within a block from the highest id down. */
export type StampPosition = [block: number, stampId: string]

/** Above every stamp. */
const start: StampPosition = [Number.MAX_SAFE_INTEGER, '']

export type StampFilter = {
  status?: StampRow['status'] | undefined
  /** Those only that `expire` takes at this second, Unix, or at that of the newest block if it is later. */
  expirableAt?: number | undefined
}

type Answer = {
  asOf: BlockRow | null
  /** False if there is no inbox whose stamps these were. */
  hasOwner: boolean
  stamps: StampRow[]
  /** The block down to which all were looked through; null if that was the end. */
  scannedTo: number | null
}

type Values = [
  owner: Hex,
  beforeBlock: number,
  beforeId: string,
  count: number,
  window: number,
  status: string | null,
  expirableAt: number | null,
]

const statements = {
  inboxId: statement<Answer, Values>((chain) => write(chain, 'inbox_id')),
  /** Those of one status are in the index by themselves. */
  inboxIdAndStatus: statement<Answer, Values>((chain) => write(chain, 'inbox_id', 'status = $6')),
  sender: statement<Answer, Values>((chain) => write(chain, 'sender')),
}

/**
 * Stamps to an inbox or of a sender, newest first.
 *
 * The index has their blocks in order, and not their ids: the first look finds the block that the page ends in, the second
 * sorts what lies above. So neither the number of stamps nor Postgres's guess of it matters.
 */
export async function readStamps(
  chain: ChainTables,
  owner: { by: 'inboxId' | 'sender'; id: Hex },
  page: { after: StampPosition | undefined; count: number },
  { status, expirableAt }: StampFilter,
): Promise<Answer> {
  const isByIndex = owner.by === 'inboxId' && status !== undefined
  const isFiltered = expirableAt !== undefined || (status !== undefined && !isByIndex)
  const [block, id] = page.after ?? start
  const [row] = await statements[isByIndex ? 'inboxIdAndStatus' : owner.by](
    chain,
    owner.id,
    block,
    id,
    page.count,
    isFiltered ? filterWindow : page.count,
    status ?? null,
    expirableAt ?? null,
  )
  if (!row) throw new Error('The statement gave no row')
  return row
}

function write(
  chain: { id: number; schema: string },
  column: 'inbox_id' | 'sender',
  condition = 'true',
): string {
  const table = `${chain.schema}.stamp`
  const below = `chain_id = ${chain.id} and ${column} = $1 and ${condition}
    and posted_block <= $2 and (posted_block < $2 or stamp_id < $3)`
  const inbox = `${chain.schema}.inbox where chain_id = ${chain.id} and inbox_id = $1`
  const hasOwner = column === 'sender' ? 'true' : `exists (select from ${inbox})`
  return `
    with cut as materialized (
      select posted_block from ${table} where ${below} order by posted_block desc offset $5 limit 1
    )
    select ${asOfColumn(chain)}, ${hasOwner} as "hasOwner",
    (select posted_block from cut) as "scannedTo",
    (
      select coalesce(json_agg(s order by s."postedBlock" desc, s."stampId" desc), '[]') from (
        select ${stampColumns} from ${table}
        where ${below} and posted_block >= coalesce((select posted_block from cut), 0)
          and ($6::text is null or status = $6)
          and ($7::int8 is null or (status in ('open', 'admitted') and expires_at <= greatest($7, (
            select timestamp from ${chain.schema}.block where chain_id = ${chain.id} order by number desc limit 1
          ))))
        order by posted_block desc, stamp_id desc
        limit $4
      ) s
    ) as stamps`
}
