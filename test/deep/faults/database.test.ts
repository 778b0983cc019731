import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startIndexer } from '../../../scripts/stack/indexer.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import { hogConnections } from '../../helpers/faults/hogConnections.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

const CONNECTIONS = 60

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Databases out of order')
  rig = await startRig({
    settings: {
      max_connections: String(CONNECTIONS),
      // Whoever else writes must not take what the indexer has committed to the disk.
      synchronous_commit: 'off',
      // What is committed without waiting reaches the disk every ten seconds.
      wal_writer_delay: '10000ms',
      wal_writer_flush_after: '1GB',
      wal_buffers: '64MB',
    },
  })
  chronicle = await openChronicle(rig)
  for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
})
afterAll(() => rig?.stop())

describe('Postgres', () => {
  it('that loses its last commits while the indexer lives gets them back', async () => {
    let lost = 0
    await witnessed(rig, chronicle, async () => {
      for (let times = 0; times < 5 && lost === 0; times++) {
        await sleep(random.below(3_000))
        await checkpoint()
        for (let blocks = 0; blocks < 8; blocks++) await chronicle.busyBlock(random)
        await rig.untilCurrent()
        const { pid } = rig.indexer()
        const before = await newestBlock()
        await rig.killDatabase()
        expect(isAlive(pid)).toBe(true)
        await rig.restartDatabase()
        const after = await newestBlock()
        if (after < before) lost += before - after
        for (let blocks = 0; blocks < 3; blocks++) await chronicle.busyBlock(random)
        await poll(() => rig.indexer().pid !== pid, { for: 'a new indexer', within: 60_000 })
        await rig.indexer().waitUntilLive()
      }
    })
    expect(lost).toBeGreaterThan(0)
    expect(rig.notes.join()).toContain('The database was restarted')
  })

  it('without a connection to spare is a problem for whoever has none, until there is one', async () => {
    const seen = await witnessed(rig, chronicle, async () => {
      const hogs = hogConnections(rig.databaseUrl, CONNECTIONS)
      await poll(hogs.isFull, { for: 'every connection to be taken', within: 20_000 })
      for (let blocks = 0; blocks < 10; blocks++) await chronicle.busyBlock(random)
      const late = rig.add(await rig.startApi())
      const ask = () => rig.post('/v1/verify/batch', { items: [] }, late.url)
      expect(await ask()).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
      expect((await fetch(`${late.url}/readyz`)).status).toBe(503)
      await hogs.letGo()
      const isBack = async () => (await ask()).status === 200
      await poll(isBack, { for: 'the late API', within: 60_000 })
    })
    expect(seen.ok).toBeGreaterThan(0)
  })

  it('that cuts all connections, and has none to spare, is a problem until it has', async () => {
    const seen = await witnessed(rig, chronicle, async () => {
      const admin = postgres(rig.databaseUrl, { max: 1, fetch_types: false })
      await admin`select 1`
      const hogs = hogConnections(rig.databaseUrl, CONNECTIONS)
      await poll(hogs.isFull, { for: 'every connection to be taken', within: 20_000 })
      for (let times = 0; times < 5; times++) {
        await admin`
          select pg_terminate_backend(pid) from pg_stat_activity
          where pid <> pg_backend_pid() and backend_type = 'client backend' and application_name <> 'hog'`
        await chronicle.busyBlock(random)
        await sleep(500)
      }
      await admin.end()
      await hogs.letGo()
    })
    expect(seen.database_unavailable).toBeGreaterThan(0)
  })
})

describe('a second indexer on the same schema', () => {
  it('neither writes nor disturbs the first, and takes over when that is gone', async () => {
    await witnessed(rig, chronicle, async () => {
      const first = rig.indexer()
      const { chainId, databaseUrl, deploymentsDir, indexerNode } = rig
      const logDir = join(rig.folder, 'second')
      const place = { chainId, databaseUrl, deploymentsDir, rpcUrl: indexerNode.url, logDir }
      // By itself it gives up; supervised it waits.
      const second = await startIndexer(place)
      const third = rig.startIndexer()
      expect((await second.exited).code).not.toBe(0)
      for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
      await rig.untilCurrent()
      expect(rig.indexer().pid).toBe(first.pid)
      await rig.killIndexer()
      rig.adopt(await third)
    })
  })
})

/** Takes to the disk what there is, so that only what comes after can be lost. */
async function checkpoint(): Promise<void> {
  const sql = postgres(rig.databaseUrl, { max: 1 })
  await sql`checkpoint`
  await sql.end()
}

/** As the indexer's own tables have it, whatever the API knows. */
async function newestBlock(): Promise<number> {
  const sql = postgres(rig.databaseUrl, { max: 1 })
  try {
    const [row] = await sql.unsafe<{ number: string }[]>(
      `select max(number) as number from chain_${rig.chainId}_v1.block`,
    )
    return Number(row?.number)
  } finally {
    await sql.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
