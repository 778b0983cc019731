import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApiError, detailOf } from '../../../api/problem.ts'
import type { Database as Pool } from '../../../api/queries/database.ts'
import { openDatabase } from '../../../api/queries/database.ts'
import type { Database } from '../../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../../scripts/stack/database.ts'

/*
openDatabase
├── query
│   ├── gives int8 as number, numeric as string, json parsed; takes lists
│   ├── cannot write, and takes a single statement only
│   ├── given the tables are not there → index_stale; once they are → answers
│   ├── given a view is replaced → answers on
│   ├── given it takes over 2 s → database_unavailable; the next ones have all of their rows and no others
│   ├── given more wait than may → database_unavailable at once, and after 2 s in line; those in line get their answers
│   └── given the server is down, refuses, or says nothing → database_unavailable; once it is back → answers
└── connections: no JIT, named
*/

let dir: string
let server: Database
let url: string
/** Owner of the tables, who may do anything. */
let owner: postgres.Sql
const pools: Pool[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-database-'))
  server = await startDatabase({ dir, logDir: dir })
  url = await server.createDatabase('pool')
  owner = postgres(url, { max: 2, onnotice: () => {}, backoff: () => 0.1 })
})

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

afterAll(async () => {
  await owner.end()
  await server.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

function open(at: string = url, connections = 2): Pool {
  const pool = openDatabase({ url: at, caip2: 'eip155:31337', connections })
  pools.push(pool)
  return pool
}

describe('query', () => {
  it('gives int8 as number, numeric as string, json parsed', async () => {
    const [row] = await open().query(
      `select 4503599627370497::int8 as int8, 115792089237316195423570985008687907853269984665640564039457584007913129639935::numeric as numeric, json_build_object('a', 1::int8) as json, null as null, true as bool`,
    )
    expect(row).toEqual({
      int8: 4_503_599_627_370_497,
      numeric: (2n ** 256n - 1n).toString(),
      json: { a: 1 },
      null: null,
      bool: true,
    })
  })

  it('takes lists, null and numbers as parameters', async () => {
    const text = `select n from generate_series(1, 5) n where n::text = any($1::text[]) and n > $2 and $3::text is null`
    const pool = open()
    for (const _ of ['described first', 'prepared']) {
      expect(await pool.query(text, [['1', '3', '5'], 1, null])).toEqual([{ n: 3 }, { n: 5 }])
    }
  })

  it('cannot write', async () => {
    await owner`create table if not exists writable (n int)`
    await expect(open().query('insert into writable values (1)')).rejects.toThrow(
      'read-only transaction',
    )
  })

  it('takes a single statement only', async () => {
    const [error] = await Promise.allSettled([open().query('select 1; select 2')])
    expect(error).toMatchObject({ reason: { code: '42601' } })
  })

  it('runs without JIT, under a name, with a limit of 2 s', async () => {
    const [row] = await open().query(
      `select current_setting('jit') as jit, current_setting('application_name') as name,
        current_setting('statement_timeout') as timeout`,
    )
    expect(row).toEqual({ jit: 'off', name: 'pennypost-api eip155:31337', timeout: '2s' })
  })

  it('calls the index stale while its tables are not there', async () => {
    const pool = open()
    const ask = () => pool.query<{ n: number }>('select n from later.things')
    await expectProblem(ask(), 'index_stale', "the indexer's tables are not there")
    await owner`create schema later`
    await expectProblem(ask(), 'index_stale')
    await owner`create table later.things as select 1 as n`
    expect(await ask()).toEqual([{ n: 1 }])
    await owner`drop schema later cascade`
    await expectProblem(ask(), 'index_stale')
  })

  it('answers on when a view is replaced by one over another table', async () => {
    await owner`create table build_1 as select 1::int8 as n, 'a' as word`
    await owner`create table build_2 as select 2::int8 as n, 'b' as word, true as more`
    await owner`create schema views`
    await owner`create view views.things as select * from build_1`
    const pool = open()
    const ask = () => pool.query('select n, word from views.things where n > $1', [0])
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill([{ n: 1, word: 'a' }]))
    await owner.begin(async (sql) => {
      await sql`drop view views.things`
      await sql`create view views.things as select more, word, n from build_2`
    })
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill([{ n: 2, word: 'b' }]))
  })

  it('gives up on a statement after 2 s', async () => {
    await owner`create table locked as select 1 as n`
    await owner.begin(async (sql) => {
      await sql`lock table locked in access exclusive mode`
      const answer = open().query('select n from locked')
      await expectProblem(answer, 'database_unavailable', 'it took longer than 2000 ms')
    })
  })

  it('gives no rows of a statement that was cancelled while it sent them', async () => {
    const pool = open(url, 1)
    await expectProblem(pool.query(sendsSomeThenStalls), 'database_unavailable', '2000 ms')
    const rows = await pool.query('select 1 as one')
    expect([rows.length, rows]).toEqual([1, [{ one: 1 }]])
  })

  it('lets 50 wait for its connections, and refuses more at once', async () => {
    const pool = open(url, 1)
    const asked = performance.now()
    const first = pool.query('select pg_sleep(0.5)')
    const waiting = Array.from({ length: 50 }, () => pool.query('select 1 as n'))
    await expectProblem(pool.query('select 1'), 'database_unavailable', 'too many statements wait')
    expect(performance.now() - asked).toBeLessThan(400)
    await first
    expect(await Promise.all(waiting)).toEqual(Array(50).fill([{ n: 1 }]))
    expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }])
  })

  it('keeps nobody waiting for a connection over 2 s', async () => {
    const pool = open(url, 1)
    const slow = Promise.allSettled([1, 2].map(() => pool.query('select pg_sleep(1.5)')))
    const asked = performance.now()
    await expectProblem(pool.query('select 1'), 'database_unavailable', 'too many statements wait')
    expect(performance.now() - asked).toBeLessThan(2_900)
    expect((await slow).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  })

  it('does not hide a fault of its own', async () => {
    await expect(open().query('selec 1')).rejects.toMatchObject({ code: '42601' })
    await expect(open().query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
  })

  describe('given the server', () => {
    it('refuses connections', async () => {
      const closed = createServer()
      const port = await listen(closed)
      await new Promise((resolve) => {
        closed.close(resolve)
      })
      const pool = open(`postgres://postgres@127.0.0.1:${port}/postgres`)
      await expectProblem(pool.query('select 1'), 'database_unavailable', 'it cannot be reached')
    })

    it('lets nobody in', async () => {
      const wrong = new URL(url)
      wrong.password = 'wrong'
      const pool = open(wrong.href)
      await expectProblem(pool.query('select 1'), 'database_unavailable', 'it refuses access')
    })

    it('says nothing to a connection', async () => {
      const mute = createServer(() => {})
      const port = await listen(mute)
      const pool = open(`postgres://postgres@127.0.0.1:${port}/postgres`)
      await expectProblem(pool.query('select 1'), 'database_unavailable', 'it cannot be reached')
      mute.close()
    })

    it('says nothing to a statement', async () => {
      const proxy = await startProxy()
      const pool = open(proxy.url, 1)
      expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }])
      proxy.mute()
      await expectProblem(pool.query('select 1 as n'), 'database_unavailable')
      // Only connections that were open then are dead, and nobody closes them.
      proxy.speak()
      expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }])
      proxy.stop()
    })

    it('ends connections, and takes new ones', async () => {
      const pool = open()
      const sleeping = pool.query('select pg_sleep(1.5)')
      const settled = expectProblem(sleeping, 'database_unavailable', 'it cannot be reached')
      await expect.poll(() => endConnections('pg_sleep'), { timeout: 5_000 }).toBeGreaterThan(0)
      await settled
      expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }])
    })

    it('is down, and comes back', async () => {
      const pool = open()
      const ask = () => pool.query<{ n: number }>('select 1 as n')
      expect(await ask()).toEqual([{ n: 1 }])
      await server.stop()
      await expectProblem(ask(), 'database_unavailable', 'it cannot be reached')
      server = await startDatabase({ dir, logDir: dir, port: server.port })
      await expect.poll(() => ask().catch(() => 'down'), { timeout: 10_000 }).toEqual([{ n: 1 }])
    })
  })
})

/** Rows that fill the buffer of the server, so that some are sent before it stalls for longer than it may. */
const sendsSomeThenStalls = `
  select i, repeat('x', 20000), pg_sleep(case when i = 5 then 4 else 0 end) from generate_series(1, 10) i`

async function endConnections(running: string): Promise<number> {
  const ended = await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where query like ${`%${running}%`} and pid <> pg_backend_pid()
      and application_name = 'pennypost-api eip155:31337'`
  return ended.length
}

/** Stands between a client and the server, until it passes nothing on. */
async function startProxy() {
  let isMute = false
  const sockets: Socket[] = []
  const proxy = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1')
    sockets.push(client, upstream)
    let isDead = isMute
    client.on('data', (data) => {
      isDead ||= isMute
      if (!isDead) upstream.write(data)
    })
    client.on('error', () => {})
    upstream.on('data', (data) => client.write(data)).on('error', () => {})
  })
  const through = new URL(url)
  through.port = String(await listen(proxy))
  return {
    url: through.href,
    /** From now on a connection that is told something is dead. */
    mute: () => {
      isMute = true
    },
    speak: () => {
      isMute = false
    },
    stop: () => {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  return (listener.address() as AddressInfo).port
}

async function expectProblem(
  answer: Promise<unknown>,
  code: ApiError['code'],
  because?: string,
): Promise<void> {
  const error = await answer.then(
    (value) => expect.unreachable(`answered ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ApiError)
  expect((error as ApiError).code).toBe(code)
  if (because) expect(detailOf(error as ApiError)).toContain(because)
}
