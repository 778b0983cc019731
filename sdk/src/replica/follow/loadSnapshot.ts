import type { SnapshotBegin, SnapshotEnd } from '../../../../protocol/wire/snapshot.ts'
import { ApiSnapshotError } from '../../errors/ApiSnapshotError.ts'
import { applyChange } from '../state/applyChange.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { createReplicaState } from '../state/replicaState.ts'
import type { ReplicaSource } from './ReplicaSource.ts'

/** A snapshot put in place: with the feed from `begin.position` on it is the index, from `end.position` on at one block. */
export type LoadedSnapshot = { state: ReplicaState; begin: SnapshotBegin; end: SnapshotEnd }

/** Rows after which whatever else waits is let in. */
const sliceLength = 1_000

/**
 * Reads a snapshot into an empty state.
 *
 * @throws {ApiSnapshotError} It is not whole.
 * @throws {ApiAnswerError} A row is not as the API writes rows.
 */
export async function loadSnapshot(
  source: ReplicaSource,
  signal: AbortSignal,
): Promise<LoadedSnapshot> {
  let begin: SnapshotBegin | undefined
  let state = createReplicaState()
  let rows = 0
  for await (const line of source.readSnapshot({ signal })) {
    if ('table' in line) {
      applyChange(state, line)
      rows++
      // A source whose lines are at hand would keep everybody else waiting.
      if (rows % sliceLength === 0) await new Promise((resolve) => setTimeout(resolve))
    } else if (line.type === 'snapshot') {
      begin = line
      state = createReplicaState(line.settledBefore)
    } else if (begin && line.rows === rows) return { state, begin, end: line }
    else throw new ApiSnapshotError(`it has ${rows} rows, and says ${line.rows}`)
  }
  signal.throwIfAborted()
  throw new ApiSnapshotError('it ended without its last line')
}
