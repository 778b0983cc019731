import type { StateRow } from '../../../../protocol/wire/stateTables.ts'
import type { ReplicaState } from './replicaState.ts'

/** What a table's rows do to the state. Both throw {@link FieldError} for what is not as the API writes it. */
export type TableWriter = {
  put(state: ReplicaState, row: StateRow): void
  /** @param key - The columns that tell the row from others. */
  remove(state: ReplicaState, key: StateRow): void
}
