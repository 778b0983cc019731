import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiError } from '../../../api/problem.ts'
import { detailOf } from '../../../api/problem.ts'
import { openDatabase } from '../../../api/queries/database.ts'
import { exampleOf } from '../../../scripts/seed/examples.ts'
import { openWorld } from '../../../scripts/seed/world.ts'
import type { Api } from '../../../scripts/stack/api.ts'
import { startApi } from '../../../scripts/stack/api.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import { untilAnswer, verify } from '../../e2e/support/ask.ts'
import type { TestStack } from '../../e2e/support/testStack.ts'
import { startTestStack } from '../../e2e/support/testStack.ts'
import type { ReplicatedDatabase } from '../../helpers/replicatedDatabase.ts'
import { startReplicatedDatabase } from '../../helpers/replicatedDatabase.ts'

/*
An API that reads a standby
├── answers, and follows
├── given replay is paused → answers as of the standby's own block, then index_stale by the lag rule; the primary's API goes on
├── given a statement that the standby cancels → runs it once more; twice in a row → database_unavailable
├── given a statement that takes too long → database_unavailable, without another try
└── given the primary is down → verdicts go on, what needs the store is 503; stale once the chain has gone on for too long
*/

let folder: string
let database: ReplicatedDatabase
let stack: TestStack
let standbyUrl: string
let replica: Api
let world: ReturnType<typeof openWorld>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-standby-'))
  database = await startReplicatedDatabase(folder)
  stack = await startTestStack({ databaseUrl: database.primary.url })
  world = openWorld(stack.chain.url, stack.deployment)
  standbyUrl = database.standby.url.replace(/postgres$/, 'pennypost_local_31337')
  const { databaseUrl, deploymentsDir, chain } = stack
  const chains = [{ id: chain.chainId, rpcUrl: chain.url }]
  const env = { READ_DATABASE_URL: standbyUrl, MAX_INDEX_LAG_SECONDS: '8' }
  replica = stack.add(
    await startApi({ databaseUrl, deploymentsDir, chains, env, logDir: join(folder, 'replica') }),
  )
}, 240_000)

afterAll(async () => {
  await stack?.stop()
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const steady = () => exampleOf(stack.scene, 'paid').request

async function mine(blocks: number): Promise<number> {
  for (let count = 0; count < blocks; count++) await world.client.mine({ blocks: 1 })
  return Number(await world.client.getBlockNumber())
}

/** Waits until an API answers `paid` as of a block. */
const untilAt = ({ url }: Api, block: number) =>
  poll(
    async () => {
      const { reason, asOf } = await verify(url, steady())
      return reason === 'paid' && asOf?.blockNumber === String(block)
    },
    { for: `an answer as of block ${block}`, within: 60_000 },
  )

async function onStandby(text: string) {
  const sql = postgres(standbyUrl, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

describe('an API that reads a standby', () => {
  it('answers, and follows', async () => {
    const [row] = await onStandby('select pg_is_in_recovery() as standby')
    expect(row?.standby).toBe(true)
    await untilAt(replica, await mine(1))
    await untilAt(replica, await mine(3))
  })

  it("answers as of the standby's own block while that is behind, and not beyond the lag allowed", async () => {
    const block = await mine(1)
    await untilAt(replica, block)
    await onStandby('select pg_wal_replay_pause()')
    try {
      const head = await mine(2)
      await untilAt(stack.api, head)
      const answer = await verify(replica.url, steady())
      expect(answer).toMatchObject({ reason: 'paid', asOf: { blockNumber: String(block) } })
      await mine(2)
      await untilAnswer(replica.url, steady(), { code: 'index_stale' })
      expect(await verify(replica.url, steady())).toMatchObject({ httpStatus: 503 })
      expect((await fetch(`${replica.url}/readyz`)).status).toBe(503)
      await untilAt(stack.api, head + 2)
    } finally {
      await onStandby('select pg_wal_replay_resume()')
    }
    await untilAt(replica, Number(await world.client.getBlockNumber()))
  })

  describe('given the standby cancels a statement', () => {
    const slow = 'select pg_sleep(0.6), count(*) as count from conflict'
    let owner: postgres.Sql
    let pool: ReturnType<typeof openDatabase>

    beforeAll(async () => {
      // Of its own, so that nothing but the test stands in a statement's way.
      const at = (url: string) => url.replace(/postgres$/, 'conflicts')
      const admin = postgres(database.primary.url, { max: 1 })
      await admin`create database conflicts`
      await admin.end()
      owner = postgres(at(database.primary.url), { max: 1, onnotice: () => {} })
      await owner`create table conflict (a int)`
      await owner`insert into conflict values (1)`
      pool = openDatabase({
        url: at(database.standby.url),
        caip2: 'eip155:31337',
        connections: 1,
      })
      const there = () => pool.query('select 1 from conflict').then((rows) => rows.length === 1)
      await poll(there, { for: 'the table', within: 20_000 })
    })

    afterAll(async () => {
      await pool.close()
      await owner.end()
    })

    /** When the statement that runs now was begun; waits for one that was begun later than another. */
    const begun = (after = '') =>
      poll(
        async () => {
          const [row] = await onStandby(
            "select query_start::text as start from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'",
          )
          return row && row.start > after && (row.start as string)
        },
        { for: 'the statement to run', within: 10_000, every: 5 },
      )
    /** What a standby replays of this wants the lock that the statement has. */
    const disturb = () => owner`truncate conflict`

    it('runs it once more', async () => {
      const answer = pool.query<{ count: number }>(slow)
      const first = await begun()
      await disturb()
      expect(await begun(first)).not.toBe(first)
      expect(await answer).toEqual([expect.objectContaining({ count: 0 })])
    })

    it('runs it no more than once more', async () => {
      const answer = pool.query(slow).catch((error: unknown) => error)
      const first = await begun()
      await disturb()
      await begun(first)
      await disturb()
      const error = (await answer) as ApiError
      expect(error.code).toBe('database_unavailable')
      expect(detailOf(error)).toContain('it gave the statement up for another')
    })

    it('does not run one again that took too long', async () => {
      const start = performance.now()
      const error = (await pool.query('select pg_sleep(10)').catch((thrown) => thrown)) as ApiError
      expect(error.code).toBe('database_unavailable')
      expect(detailOf(error)).toContain('it took longer than 2000 ms')
      expect(performance.now() - start).toBeLessThan(3_900)
    })
  })

  it('goes on with verdicts while the primary is down, until the chain has gone on for too long', async () => {
    await untilAt(replica, await mine(1))
    await database.primary.stop()
    await untilAnswer(stack.api.url, steady(), { code: 'database_unavailable' })
    for (let count = 0; count < 20; count++) {
      expect(await verify(replica.url, steady())).toMatchObject({ reason: 'paid' })
    }
    const events = await fetch(`${replica.url}/v1/events?chain=eip155:31337`)
    expect([events.status, await events.json()]).toMatchObject([
      503,
      { code: 'database_unavailable' },
    ])

    await mine(1)
    const start = performance.now()
    expect(await verify(replica.url, steady())).toMatchObject({ reason: 'paid' })
    await untilAnswer(replica.url, steady(), { code: 'index_stale' })
    expect(performance.now() - start).toBeGreaterThan(5_000)
  })
})
