import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import type { Tables } from '../helpers/tables.ts'
import { createTables } from '../helpers/tables.ts'
import { createFakeChain } from './fakeChain.ts'

/*
api/server.ts
├── given a chain that is indexed → it logs where it listens, and answers
├── given several chains → it serves those with a deployment and a url, or those that CHAIN_IDS names
├── when asked to end → it answers what is open, and ends with 0
└── given it cannot begin (port in use, no chain, no deployment) → one sentence, status 1
*/

type Line = Record<string, unknown>
type Process = {
  child: ChildProcess
  url: string
  log: Line[]
  /** Exit status and what it wrote to standard error. */
  ended: Promise<{ status: number | null; stderr: string }>
}

const fake = createFakeChain(12)
const children: ChildProcess[] = []

let dir: string
let database: Database
let databaseUrl: string
let tables: Tables
let node: Server
let nodeUrl: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-server-'))
  database = await startDatabase({ dir, logDir: dir })
  databaseUrl = await database.createDatabase('server')
  tables = await createTables(databaseUrl, 31337)
  await tables.insert(schema.block, ...fake.blocks.map((block) => ({ chainId: 31337, ...block })))
  await writeDeployment(31337)
  node = createServer(serveNode)
  nodeUrl = `http://127.0.0.1:${await listen(node)}/secret-key`
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

afterAll(async () => {
  node.closeAllConnections()
  node.close()
  await tables.close()
  await database.stop()
  await removeDatabase(dir)
  await rm(dir, { recursive: true, force: true })
})

const account = `/v1/accounts/0x${'34'.repeat(20)}?chain=eip155:31337`

describe('api/server.ts', () => {
  it('logs where it listens, and answers', async () => {
    const { url, log } = await start({ RPC_URL_31337: nodeUrl })
    expect(log.at(-1)).toMatchObject({
      msg: 'listening',
      url,
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      chains: ['eip155:31337'],
    })
    const response = await fetch(`${url}${account}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ asOf: { blockNumber: '12', headBlock: '12' } })
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toContain('process_cpu_seconds_total')
  })

  it('logs requests by their route, without what is in them, and no url of a node', async () => {
    const { url, log, child, ended } = await start({
      RPC_URL_31337: `http://127.0.0.1:1/secret-key,${nodeUrl}`,
    })
    await fetch(`${url}${account}`, { headers: { 'x-request-id': 'from-the-test' } })
    child.kill('SIGTERM')
    await ended
    expect(log).toContainEqual(
      expect.objectContaining({
        msg: 'request',
        requestId: 'from-the-test',
        method: 'GET',
        route: '/v1/accounts/:address',
        status: 200,
      }),
    )
    expect(JSON.stringify(log)).not.toMatch(/(34){10}|secret/)
  })

  it('serves the chains that have both a deployment and a url', async () => {
    const { url } = await start({ RPC_URL_31337: nodeUrl, RPC_URL_5: 'http://127.0.0.1:1' })
    const response = await fetch(url)
    expect(await response.json()).toMatchObject({ chains: ['eip155:31337'] })
  })

  it('answers for one chain while another has neither node nor tables', async () => {
    await writeDeployment(31338)
    const { url } = await start({
      CHAIN_IDS: '31338,31337',
      RPC_URL_31337: nodeUrl,
      RPC_URL_31338: 'http://127.0.0.1:1',
    })
    expect((await fetch(`${url}${account}`)).status).toBe(200)
    const other = await fetch(`${url}${account.replace('31337', '31338')}`)
    expect([other.status, await other.json()]).toMatchObject([503, { code: 'index_stale' }])
    const ready = (await (await fetch(`${url}/readyz`)).json()) as { chains: object[] }
    expect(ready.chains).toMatchObject([
      { chain: 'eip155:31338', isFit: false, code: 'index_stale' },
      { chain: 'eip155:31337', isFit: true },
    ])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s answers what is open, and ends',
    async (signal) => {
      const { url, child, ended } = await start({ RPC_URL_31337: nodeUrl })
      const owner = postgres(databaseUrl, { max: 2, onnotice: () => {} })
      const answer = await owner.begin(async (sql) => {
        await sql`lock table chain_31337_v1.balance in access exclusive mode`
        const open = fetch(`${url}${account}`)
        // Not in the transaction, which would look at what it saw first again and again.
        await expect.poll(() => isWaiting(owner), { timeout: 20_000 }).toBe(true)
        child.kill(signal)
        await expect.poll(() => refusesConnections(url), { timeout: 20_000 }).toBe(true)
        return { open }
      })
      expect((await answer.open).status).toBe(200)
      expect(await ended).toEqual({ status: 0, stderr: '' })
      await owner.end()
    },
  )

  describe('given it cannot begin', () => {
    it('says that the port is in use', async () => {
      const { port } = node.address() as AddressInfo
      expect(await run({ RPC_URL_31337: nodeUrl, API_PORT: String(port) })).toEqual({
        status: 1,
        stderr: `Port ${port} of 127.0.0.1 is in use. Stop what listens there, or set API_PORT.\n`,
      })
    })

    it('says that it cannot listen there', async () => {
      const { status, stderr } = await run({ RPC_URL_31337: nodeUrl, API_HOST: '203.0.113.1' })
      expect([status, stderr]).toEqual([
        1,
        'Cannot listen on port 0 of 203.0.113.1 (EADDRNOTAVAIL). Set API_HOST and API_PORT.\n',
      ])
    })

    it('says that there is no chain to serve', async () => {
      const { status, stderr } = await run({ RPC_URL_5: nodeUrl })
      expect([status, stderr]).toEqual([
        1,
        `No chain to serve: none has both RPC_URL_<id> and ${dir}/<id>.json. Deploy first, or set both.\n`,
      ])
    })

    it('says that a chain has no deployment', async () => {
      const { status, stderr } = await run({ CHAIN_IDS: '5', RPC_URL_5: nodeUrl })
      expect(status).toBe(1)
      expect(stderr).toContain('No Pennypost deployment on chain 5. Known: 31337')
    })
  })
})

/** Starts the process on a free port and waits until it says where it listens. */
async function start(env: Record<string, string>): Promise<Process> {
  const { child, ended } = launch(env)
  const log: Line[] = []
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      const line = JSON.parse(text) as Line
      log.push(line)
      if (line.msg === 'listening') resolve(line.url as string)
    })
  })
  const failed = ended.then(({ stderr }) => expect.unreachable(stderr))
  return { child, log, ended, url: await Promise.race([listening, failed]) }
}

function run(env: Record<string, string>): Process['ended'] {
  return launch(env).ended
}

function launch(env: Record<string, string>): Pick<Process, 'child' | 'ended'> {
  const child = spawn(process.execPath, ['api/server.ts'], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      DEPLOYMENTS_DIR: dir,
      API_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let stderr = ''
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const ended = once(child, 'close').then(([status]) => ({ status, stderr }))
  return { child, ended }
}

async function writeDeployment(chainId: number): Promise<void> {
  const contract = { address: `0x${'a'.repeat(40)}`, block: 1, transaction: `0x${'b'.repeat(64)}` }
  const contracts = { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract }
  const deployment = { chainId, network: 'test', commit: '0'.repeat(40), contracts }
  await writeFile(join(dir, `${chainId}.json`), JSON.stringify(deployment))
}

async function isWaiting(sql: postgres.ISql): Promise<boolean> {
  const waiting = await sql`
    select 1 from pg_stat_activity
    where application_name like 'pennypost-api%' and wait_event_type = 'Lock'`
  return waiting.length > 0
}

function refusesConnections(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  )
}

/** JSON-RPC of the fake chain. */
const serveNode: Parameters<typeof createServer>[1] = async (request, response) => {
  const calls = JSON.parse(Buffer.concat(await request.toArray()).toString()) as {
    id: number
    method: string
    params: [string]
  }[]
  const replies = calls.map(({ id, method, params: [name] }) => {
    if (method === 'eth_chainId') return { id, result: '0x7a69' }
    const block = name === 'latest' ? fake.head : fake.blocks[Number(name)]
    const hex = (value: number) => `0x${value.toString(16)}`
    const result = block && {
      ...block,
      number: hex(block.number),
      timestamp: hex(block.timestamp),
    }
    return { id, result: result ?? null }
  })
  response.end(JSON.stringify(replies))
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
