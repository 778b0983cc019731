import type { Hex } from 'viem'
import type { StateChange } from '../../protocol/wire/event.ts'
import type { StateRow, StateTableName } from '../../protocol/wire/stateTables.ts'
import { stateTableNames, stateTables } from '../../protocol/wire/stateTables.ts'
import type { BlockRow, Parameter } from './database.ts'
import { asOfColumn } from './database.ts'
import { fieldsOf, fromWire, jsonOf, keyTypeOf, toSnake, toWire } from './feedColumns.ts'
import { hashAt } from './feedEvents.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'

/** Which row of which table, spelt as the index or the wire does. */
export type StateKey = { table: StateTableName; key: StateRow }

export type StateRead = {
  asOf: BlockRow | null
  /** Hashes of the blocks asked about; null if the index has none. */
  hash: Hex | null
  leakHash: Hex | null
  /** By `nameOf` of the key. */
  changes: Map<string, StateChange>
}

/** The same name for the same row, however its key is spelt. */
export function nameOf({ table, key }: StateKey): string {
  const raw = fromWire(fieldsOf(table), key)
  return JSON.stringify([table, ...stateTables[table].key.map((column) => String(raw[column]))])
}

/** The rows of keys as they are now, all in one statement, and the hashes of two blocks at that moment. */
export async function readState(
  chain: ChainTables,
  keys: readonly StateKey[],
  block: number,
  leakBlock: number | null,
): Promise<StateRead> {
  const wanted = new Map(keys.map((key) => [nameOf(key), key]))
  const byTable = new Map<StateTableName, StateKey[]>(stateTableNames.map((table) => [table, []]))
  for (const key of wanted.values()) byTable.get(key.table)?.push(key)
  const parameters = stateTableNames.flatMap((table) =>
    stateTables[table].key.map((column) =>
      (byTable.get(table) ?? []).map(
        ({ key }) => fromWire(fieldsOf(table), key)[column] as string | number,
      ),
    ),
  )
  const [found] = await readRows(chain, block, leakBlock, ...parameters)
  const changes = new Map<string, StateChange>()
  for (const { table, place, row } of found?.rows ?? []) {
    const asked = byTable.get(table)?.[place - 1]
    if (!asked) continue
    const fields = fieldsOf(table)
    const key = toWire(fields, asked.key) as StateChange['key']
    changes.set(nameOf(asked), { table, key, row: row && toWire(fields, row) })
  }
  return {
    asOf: found?.asOf ?? null,
    hash: found?.hash ?? null,
    leakHash: found?.leakHash ?? null,
    changes,
  }
}

const readRows = statement<
  {
    asOf: BlockRow | null
    hash: Hex | null
    leakHash: Hex | null
    rows: { table: StateTableName; place: number; row: StateRow | null }[]
  },
  [block: number, leakBlock: number | null, ...keys: Parameter[]]
>(
  (chain) => `
    select ${asOfColumn(chain)}, ${hashAt(chain, '$1::int8')} as hash,
    ${hashAt(chain, '$2::int8')} as "leakHash",
    (
      select coalesce(json_agg(json_build_object('table', t, 'place', n, 'row', r)), '[]')
      from (${lookups(chain)}) looked_up
    ) as rows`,
)

/** One look-up by primary key for each key: lateral and limited, so that nothing but its index is ever read. */
function lookups(chain: { id: number; schema: string }): string {
  let parameter = 2
  return stateTableNames
    .map((table) => {
      const columns = stateTables[table].key
      const arrays = columns.map((column) => `$${++parameter}::${keyTypeOf(table, column)}[]`)
      const names = columns.map((column) => `"${toSnake(column)}"`)
      const matches = names.map((name) => `r.${name} = k.${name}`).join(' and ')
      return `
        select '${table}' as t, k.n, found.r
        from rows from (unnest(${arrays.join(', ')})) with ordinality as k(${names.join(', ')}, n)
        left join lateral (
          select ${jsonOf(fieldsOf(table), 'r')} as r
          from ${chain.schema}.${toSnake(table)} r
          where r.chain_id = ${chain.id} and ${matches} limit 1
        ) found on true`
    })
    .join(' union all ')
}
