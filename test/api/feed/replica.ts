import type { FeedEntry } from '../../../protocol/wire/event.ts'
import type { StateRow, StateTableName } from '../../../protocol/wire/stateTables.ts'
import { stateTables } from '../../../protocol/wire/stateTables.ts'

/** A copy of the index, kept as any client of the feed could. */
export type Replica = {
  put(table: StateTableName, row: StateRow): void
  apply(entry: Pick<FeedEntry, 'state'>): void
  /** All rows of a table, by their key. */
  rows(table: StateTableName): Map<string, StateRow>
}

export function createReplica(): Replica {
  const tables = new Map<StateTableName, Map<string, StateRow>>()
  const rowsOf = (table: StateTableName) => {
    const known = tables.get(table) ?? new Map<string, StateRow>()
    tables.set(table, known)
    return known
  }
  const nameOf = (table: StateTableName, key: StateRow) =>
    JSON.stringify(stateTables[table].key.map((column) => String(key[column])))
  return {
    put: (table, row) => void rowsOf(table).set(nameOf(table, row), row),
    apply({ state }) {
      for (const { table, key, row } of state) {
        if (row) rowsOf(table).set(nameOf(table, key), row)
        else rowsOf(table).delete(nameOf(table, key))
      }
    },
    rows: rowsOf,
  }
}
