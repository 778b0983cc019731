import type { Indexer } from './indexer.ts'
import { startIndexer } from './indexer.ts'
import { watchEpoch } from './postgres/databaseEpoch.ts'
import type { Kept } from './processes/keepRunning.ts'
import { keepRunning } from './processes/keepRunning.ts'

/** With this code Ponder says that it met trouble which may be gone when it starts again. */
const TRY_AGAIN = 75

export type SupervisedIndexer = Kept<Indexer>

/**
 * Keeps an indexer running: starts it again when it asks for that, and when the database was
 * restarted. Ponder commits without waiting for the disk, so a database that crashed may have lost
 * its last blocks, and only an indexer that starts goes back to look.
 *
 * @param note - Told in a sentence about each new start.
 */
export async function superviseIndexer(
  parameters: Parameters<typeof startIndexer>[0],
  note: (text: string) => void,
): Promise<SupervisedIndexer> {
  const epoch = await watchEpoch(parameters.databaseUrl)
  const kept = await keepRunning({
    start: () => startIndexer(parameters),
    disturbance: async () => {
      await epoch.changed()
      return 'The database was restarted; starting the indexer again'
    },
    mend: ({ code }) => (code === TRY_AGAIN ? 'Starting the indexer again' : undefined),
    note,
    pause: 1_000,
  })
  const closed = (end: () => Promise<void>) => async () => {
    await Promise.all([end(), epoch.close()])
  }
  return { ...kept, stop: closed(kept.stop), kill: closed(kept.kill) }
}
