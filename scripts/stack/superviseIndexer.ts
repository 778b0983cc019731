import { setTimeout as sleep } from 'node:timers/promises'
import type { Indexer } from './indexer.ts'
import { startIndexer } from './indexer.ts'
import { watchEpoch } from './postgres/databaseEpoch.ts'
import type { Service } from './processes/services.ts'

/** With this code Ponder says that it met trouble which may be gone when it starts again. */
const TRY_AGAIN = 75

/** Milliseconds before a new start. */
const PAUSE_MS = 1_000

/** An indexer that dies only if a new start would not mend it. */
export type SupervisedIndexer = Service & {
  /** The process of the moment. */
  current(): Indexer
}

/**
 * Keeps an indexer running: starts it again when it asks for that, and when the database was
 * restarted. Ponder commits without waiting for the disk, so a database that crashed may have lost
 * its last blocks, and only an indexer that starts goes back to look.
 *
 * @param note - Told in a sentence about each new start.
 */
export async function superviseIndexer(
  parameters: Parameters<typeof startIndexer>[0],
  note: (text: string) => void = () => {},
): Promise<SupervisedIndexer> {
  const epoch = await watchEpoch(parameters.databaseUrl)
  let indexer = await startIndexer(parameters)
  let over = false

  const restart = async (why: string) => {
    note(`${why}: starting the indexer again`)
    await indexer.stop()
    await sleep(PAUSE_MS)
    if (!over) indexer = await startIndexer(parameters)
    if (over) await indexer.kill()
  }
  const supervise = async (): Promise<string> => {
    let databaseRestart = epoch.changed()
    for (;;) {
      const exit = await Promise.race([indexer.exited, databaseRestart])
      if (over || (exit && exit.code !== TRY_AGAIN)) return indexer.death()
      await restart(exit ? 'The indexer asks for it' : 'The database was restarted')
      if (!exit) databaseRestart = epoch.changed()
    }
  }
  const end = async (how: 'stop' | 'kill') => {
    over = true
    await Promise.all([indexer[how](), epoch.close()])
  }
  const death = supervise()
  return {
    current: () => indexer,
    death: () => death,
    stop: () => end('stop'),
    kill: () => end('kill'),
  }
}
