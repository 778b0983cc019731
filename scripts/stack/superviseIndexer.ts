import { setTimeout as sleep } from 'node:timers/promises'
import type { Indexer } from './indexer.ts'
import { indexerSchema, startIndexer } from './indexer.ts'
import { isLocked } from './indexerLock.ts'
import { watchEpoch } from './postgres/databaseEpoch.ts'
import { anyOf } from './processes/anyOf.ts'
import type { Kept } from './processes/keepRunning.ts'
import { keepRunning } from './processes/keepRunning.ts'
import { watchStall } from './watchStall.ts'

/** With this code Ponder says that it met trouble which may be gone when it starts again. */
const TRY_AGAIN = 75

/** Seconds that an indexer may stand still while its chain goes on, unless told. */
const STALL_SECONDS = 30

/** Milliseconds between two looks at a lock that another holds. */
const LOCK_EVERY_MS = 1_000

export type SupervisedIndexer = Kept<Indexer>

type SuperviseParameters = Parameters<typeof startIndexer>[0] & {
  stallSeconds?: number | undefined
  /** Told the process id of each process that is started. */
  started?: ((pid: number) => void) | undefined
}

/**
 * Keeps an indexer running. It waits for its turn while another writes the same schema, and starts its own again
 *
 * - when that asks for it, or was killed;
 * - when the database was restarted: Ponder commits without waiting for the disk, so one that crashed may have lost its last
 *   blocks, and only an indexer that starts goes back to look;
 * - when it stands still although the chain goes on, as when its subscription has gone deaf.
 *
 * @param note - Told in a sentence about each new start, and about what it waits for.
 * @throws {Error} The database cannot be reached.
 */
export async function superviseIndexer(
  parameters: SuperviseParameters,
  note: (text: string) => void,
): Promise<SupervisedIndexer> {
  const { databaseUrl, stallSeconds = STALL_SECONDS } = parameters
  const schema = indexerSchema(parameters)
  const rpcUrls = parameters.rpcUrl.split(',').map((url) => url.trim())
  let current: Indexer | undefined
  const epoch = await watchEpoch(databaseUrl)
  const stall = watchStall({ databaseUrl, rpcUrls, current: () => current, stallSeconds })
  const holds = () => isLocked(databaseUrl, schema).catch(() => false)

  const start = async (isOver: () => boolean) => {
    for (let isFirst = true; await holds(); isFirst = false) {
      if (isFirst) note(`Another indexer writes ${schema}; waiting until it has ended`)
      await sleep(LOCK_EVERY_MS)
      if (isOver()) return undefined
    }
    current = await startIndexer(parameters)
    parameters.started?.(current.pid)
    return current
  }
  const kept = await keepRunning({
    start,
    disturbance: anyOf([
      async () => {
        await epoch.changed()
        return 'The database was restarted; starting the indexer again'
      },
      async () => {
        await stall.stalled()
        return 'The indexer stands still while the chain goes on; starting it again'
      },
    ]),
    async mend({ code, signal }) {
      if (code === TRY_AGAIN) return 'Starting the indexer again'
      if (signal !== null) return `The indexer was ended by ${signal}; starting it again`
      // Ponder gives up on a lock that is still held when it should have expired.
      return (await holds()) ? 'Another indexer was faster' : undefined
    },
    note,
    pause: 1_000,
  })
  const closed = (end: () => Promise<void>) => async () => {
    await Promise.all([end(), epoch.close(), stall.close()])
  }
  return { ...kept, stop: closed(kept.stop), kill: closed(kept.kill) }
}
