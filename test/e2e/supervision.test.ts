import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../scripts/stack/build.ts'
import type { Chain } from '../../scripts/stack/chain.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import { indexerSchema } from '../../scripts/stack/indexer.ts'
import { isLocked } from '../../scripts/stack/indexerLock.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { request } from '../../scripts/stack/rpc.ts'
import type { SupervisedIndexer } from '../../scripts/stack/superviseIndexer.ts'
import { superviseIndexer } from '../../scripts/stack/superviseIndexer.ts'

/*
A supervised indexer
├── given a quiet chain → runs on
├── given its subscription has gone deaf → is started again, and catches up
└── given another writes the same schema → waits, says so, leaves that alone, and takes over once it has ended
npm run indexer
├── given a bad environment, or no deployment on its chain → says so in words, and ends with 1
├── goes on when Ponder is killed, and waits while there is no database
└── on SIGTERM ends with 0 within seconds, and leaves no lock
*/

const stallSeconds = 3

let folder: string
let deploymentsDir: string
let chain: Chain
let database: Database
let databaseUrl: string
let sql: postgres.Sql
const running: SupervisedIndexer[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-supervision-'))
  deploymentsDir = join(folder, 'deployments')
  database = await startDatabase({ dir: join(folder, 'pg'), logDir: folder })
  databaseUrl = await database.createDatabase('pennypost')
  sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  chain = await startChain({ chainId: 31337, logDir: folder })
  await build(folder)
  await deployTo(chain.url, chain.chainId, deploymentsDir)
})

afterEach(async () => {
  for (const indexer of running.splice(0)) await indexer.stop()
})

afterAll(async () => {
  await sql?.end()
  await chain?.stop()
  await database?.stop()
  await removeDatabase(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
})

async function supervise(name: string, wsUrl?: string) {
  const notes: string[] = []
  const indexer = await superviseIndexer(
    {
      chainId: chain.chainId,
      rpcUrl: chain.url,
      wsUrl,
      databaseUrl,
      deploymentsDir,
      stallSeconds,
      logDir: join(folder, name),
    },
    (note) => notes.push(note),
  )
  running.push(indexer)
  return { indexer, notes }
}

const schema = () => indexerSchema({ chainId: chain.chainId, deploymentsDir })

/** Mines a block, and gives its height. */
async function mine(): Promise<number> {
  await request(chain.url, 'evm_mine')
  return Number(await request(chain.url, 'eth_blockNumber'))
}

async function newest(): Promise<number> {
  const [row] = await sql<{ number: number }[]>`
    select coalesce(max(number), -1)::float8 as number from ${sql(schema())}.block`
  return row?.number ?? -1
}

const untilIndexed = (height: number) =>
  poll(async () => (await newest()) >= height, { for: `block ${height}`, within: 90_000 })

/** Mines until a block is indexed soon after: one that comes before the node is listened to is heard of with the next. */
const untilFollowed = () =>
  poll(
    async () => {
      const height = await mine()
      const isThere = async () => (await newest()) >= height
      return poll(isThere, { for: `block ${height}`, within: 2_000 }).catch(() => false)
    },
    { for: 'the indexer to follow', within: 90_000 },
  )

/** Lets some seconds go by, and fails as soon as something does not hold. */
async function holds(seconds: number, check: () => void): Promise<void> {
  const start = performance.now()
  const isOver = () => {
    check()
    return performance.now() - start > seconds * 1_000
  }
  await poll(isOver, { for: 'time to pass', within: seconds * 1_000 + 5_000 })
}

describe('a supervised indexer', () => {
  it('runs on while nothing happens on its chain', async () => {
    const { indexer, notes } = await supervise('quiet')
    await indexer.current().waitUntilLive()
    await untilIndexed(await mine())
    const { pid } = indexer.current()
    await holds(2 * stallSeconds + 1, () =>
      expect([indexer.current().pid, notes]).toEqual([pid, []]),
    )
    await untilIndexed(await mine())
  })

  it('is started again when its subscription has gone deaf, and catches up', async () => {
    const proxy = await openProxy(chain.port)
    const { indexer, notes } = await supervise('deaf', proxy.url)
    await indexer.current().waitUntilLive()
    await untilFollowed()
    const { pid } = indexer.current()
    proxy.deafen()
    const missed = await mine()
    // The chain goes on: what came before the supervisor first looked, it takes for older than the process.
    const isSeen = async () => {
      await mine()
      return notes.length > 0
    }
    await poll(isSeen, { for: 'the stall to be seen', within: 60_000, every: 500 })
    expect(notes).toEqual(['The indexer stands still while the chain goes on; starting it again'])
    expect(await newest()).toBeLessThan(missed)
    await poll(() => indexer.current().pid !== pid, { for: 'a new process', within: 60_000 })
    await indexer.current().waitUntilLive()
    await untilFollowed()
    const [{ count } = { count: '' }] = await sql`
      select count(*) from ${sql(schema())}.block where number = ${missed}`
    expect(count).toBe('1')
    proxy.close()
  }, 240_000)

  it('waits while another writes the same schema, and takes over once that has ended', async () => {
    const first = await supervise('first')
    await first.indexer.current().waitUntilLive()
    await untilIndexed(await mine())
    const { pid } = first.indexer.current()

    const notes: string[] = []
    const place = { chainId: chain.chainId, rpcUrl: chain.url, databaseUrl, deploymentsDir }
    const parameters = { ...place, logDir: join(folder, 'second'), stallSeconds }
    const starting = superviseIndexer(parameters, (note) => notes.push(note))
    let started = false
    void starting.then(() => {
      started = true
    })
    await poll(() => notes.length > 0, { for: 'it to say so', within: 10_000 })
    expect(notes).toEqual([`Another indexer writes ${schema()}; waiting until it has ended`])
    await untilIndexed(await mine())
    await holds(3, () => {
      expect(started).toBe(false)
      expect([first.indexer.current().pid, first.notes]).toEqual([pid, []])
    })
    await untilIndexed(await mine())

    await first.indexer.stop()
    const second = await starting
    running.push(second)
    await second.current().waitUntilLive()
    await untilIndexed(await mine())
    expect(notes).toHaveLength(1)
  })
})

describe('npm run indexer', () => {
  it('waits for the database, outlives a kill of Ponder, and ends cleanly on SIGTERM', async () => {
    await database.stop()
    const { child, log } = launch()
    const says = (text: string) =>
      poll(() => log.some((line) => line.includes(text)), { for: text, within: 60_000 })
    try {
      await says('Waiting for the database')
      database = await startDatabase({
        dir: join(folder, 'pg'),
        logDir: folder,
        port: database.port,
      })
      await says('Started returning 200 responses')
      await untilIndexed(await mine())
      process.kill(ponderOf(log), 'SIGKILL')
      await says('The indexer was ended by SIGKILL; starting it again')
      await says(`Another indexer writes ${schema()}; waiting until it has ended`)
      await untilIndexed(await mine())
      expect(await isLocked(databaseUrl, schema())).toBe(true)

      const start = performance.now()
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      expect(code).toBe(0)
      expect(performance.now() - start).toBeLessThan(10_000)
      expect(await isLocked(databaseUrl, schema())).toBe(false)
      for (const line of log) expect(() => JSON.parse(line)).not.toThrow()
    } finally {
      child.kill('SIGKILL')
    }
  })

  it.each([
    [
      'a bad environment',
      { CHAIN_ID: '5', DATABASE_URL: '' },
      'Bad environment:\n  DATABASE_URL must be set\n  RPC_URL_5 must be set\n',
    ],
    [
      'no deployment on its chain',
      { CHAIN_ID: '5', RPC_URL_5: 'http://127.0.0.1:1' },
      'No Pennypost deployment on chain 5. Known: 31337.\n',
    ],
  ])('ends with 1 and says why where there is %s', async (_, variables, said) => {
    const { child, log, errors } = launch(variables)
    const [code] = await once(child, 'close')
    expect([code, log, errors.join('')]).toEqual([1, [], said])
  })
})

type Launched = { child: ChildProcess; log: string[]; errors: string[] }

function launch(variables: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['scripts/indexer.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CHAIN_ID: '31337',
      RPC_URL_31337: chain.url,
      DATABASE_URL: databaseUrl,
      DEPLOYMENTS_DIR: deploymentsDir,
      DATA_DIR: join(folder, 'data'),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [log, errors]: [string[], string[]] = [[], []]
  createInterface({ input: child.stdout }).on('line', (line) => void log.push(line))
  child.stderr.on('data', (part) => void errors.push(String(part)))
  return { child, log, errors }
}

/** The process id of Ponder, which is told when it is started. */
function ponderOf(log: readonly string[]): number {
  const pids = log.flatMap((line) => (JSON.parse(line) as { ponder?: number }).ponder ?? [])
  return pids.at(-1) as number
}

/** A way to the node that can go deaf: connections of before then stay open, and bring nothing more. */
async function openProxy(port: number) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) socket.on('error', () => {})
    near.pipe(far)
    far.pipe(near)
    sockets.add(far)
    near.once('close', () => far.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deafen() {
      for (const socket of sockets) socket.unpipe().resume()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
