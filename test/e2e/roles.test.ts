import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi } from '../../scripts/stack/api.ts'
import { build } from '../../scripts/stack/build.ts'
import type { Chain } from '../../scripts/stack/chain.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import type { Indexer } from '../../scripts/stack/indexer.ts'
import { startIndexer } from '../../scripts/stack/indexer.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { roles } from '../../scripts/stack/postgres/grants.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import { request } from '../../scripts/stack/rpc.ts'
import { runScript } from '../helpers/runScript.ts'
import { verify } from './support/ask.ts'

/*
npm run grants
├── may be run again; says who may run it
├── the indexer's role is enough to index, the API's and the reader's to serve
├── the reader reads the views, also those that a redeploy made anew; it cannot write, nor read what is the API's
└── the API's role cannot change the index, nor the indexer's what is the API's
*/

const services = createServices()
let folder: string
let deploymentsDir: string
let database: Database
let databaseUrl: string
let chain: Chain
let indexer: Indexer
let apiUrl: string
/** Not of this installation: any account that has but the right to log in. */
const stranger = 'stranger'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-roles-'))
  deploymentsDir = join(folder, 'deployments')
  database = services.add(await startDatabase({ dir: join(folder, 'pg'), logDir: folder }))
  databaseUrl = await database.createDatabase('pennypost')
  chain = services.add(await startChain({ chainId: 31337, logDir: folder }))
  await build(folder)
  await deployTo(chain.url, chain.chainId, deploymentsDir)

  const granted = await runScript(['scripts/grants.ts'], { DATABASE_URL: databaseUrl })
  expect(granted).toMatchObject({ code: 0 })
  const owner = postgres(databaseUrl, { max: 1 })
  await owner.unsafe(`create role ${stranger} login`)
  for (const role of [...Object.values(roles), stranger]) {
    await owner.unsafe(`alter role ${role} password 'secret'`)
  }
  await owner.end()

  indexer = await index()
  const url = as(roles.reader)
  const chains = [{ id: chain.chainId, rpcUrl: chain.url }]
  const env = { READ_DATABASE_URL: url }
  const api = await startApi({
    databaseUrl: as(roles.api),
    deploymentsDir,
    chains,
    env,
    logDir: folder,
  })
  services.add(api)
  apiUrl = api.url
  await untilAnswered()
})

afterAll(async () => {
  await services.stop()
  await removeDatabase(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
})

function as(role: string): string {
  const url = new URL(databaseUrl)
  url.username = role
  url.password = 'secret'
  return url.href
}

async function index(): Promise<Indexer> {
  const place = { chainId: chain.chainId, rpcUrl: chain.url, deploymentsDir, logDir: folder }
  const started = services.add(await startIndexer({ ...place, databaseUrl: as(roles.indexer) }))
  await started.waitUntilLive()
  return started
}

const question = {
  chain: 'eip155:31337',
  inboxId: `0x${'12'.repeat(32)}`,
  sender: `0x${'34'.repeat(20)}`,
  letterHash: `0x${'56'.repeat(32)}`,
  relay: `0x${'78'.repeat(20)}`,
}

/** Mines until the API answers from the newest block. */
async function untilAnswered(): Promise<void> {
  const attempt = async () => {
    await request(chain.url, 'evm_mine')
    const head = Number(await request(chain.url, 'eth_blockNumber'))
    const answered = async () => {
      const { reason, asOf } = await verify(apiUrl, question)
      return reason === 'unknown_inbox' && Number(asOf?.blockNumber) >= head
    }
    return poll(answered, { for: 'an answer', within: 2_000 }).catch(() => false)
  }
  await poll(attempt, { for: 'the newest block', within: 60_000 })
}

/** The error code with which Postgres refuses a statement; undefined if it does not. */
async function refusal(role: string, text: string): Promise<string | undefined> {
  const sql = postgres(as(role), { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(text)
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await sql.end()
  }
}

const views = 'chain_31337_v1'
const denied = '42501'

describe('npm run grants', () => {
  it('may be run again', async () => {
    const again = await runScript(['scripts/grants.ts'], { DATABASE_URL: databaseUrl })
    expect(again.code).toBe(0)
    await untilAnswered()
  })

  it('says who may run it', async () => {
    const { code, output } = await runScript(['scripts/grants.ts'], {
      DATABASE_URL: as(stranger),
    })
    expect(code).toBe(1)
    expect(output).toContain('Run it as the owner of the database')
    const none = await runScript(['scripts/grants.ts'], { DATABASE_URL: '' })
    expect(none).toMatchObject({ code: 1 })
    expect(none.output).toContain('Set DATABASE_URL')
  })

  it('lets the API make its own tables', async () => {
    const migrated = () => refusal(roles.api, 'select 1 from api.api_key')
    await poll(async () => (await migrated()) === undefined, { for: 'api.api_key', within: 30_000 })
  })

  it('lets the reader read the index, and nothing else', async () => {
    expect(await refusal(roles.reader, `select 1 from ${views}.block`)).toBeUndefined()
    expect(await refusal(roles.reader, 'select 1 from api.api_key')).toBe(denied)
    const write = `set transaction read write; delete from ${views}.block`
    expect(await refusal(roles.reader, write)).toBe(denied)
    expect(await refusal(roles.reader, 'create temporary table mine (a int)')).toBe('25006')
    const make = 'set transaction read write; create table public.mine (a int)'
    expect(await refusal(roles.reader, make)).toBe(denied)
    const schema = 'set transaction read write; create schema mine'
    expect(await refusal(roles.reader, schema)).toBe(denied)
  })

  it('keeps the index from the API, what is the API’s from the indexer, and all from others', async () => {
    expect(await refusal(roles.api, `select 1 from ${views}.block`)).toBeUndefined()
    expect(await refusal(roles.api, `delete from ${views}.block`)).toBe(denied)
    expect(await refusal(roles.api, `drop view ${views}.block`)).toBe(denied)
    expect(await refusal(roles.indexer, 'select 1 from api.api_key')).toBe(denied)
    expect(await refusal(stranger, `select 1 from ${views}.block`)).toBe(denied)
    expect(await refusal(stranger, 'select 1 from api.api_key')).toBe(denied)
  })

  it('holds for the views that a redeploy makes anew', async () => {
    const before = indexer.schema
    // A build of its own, and so a schema: its name depends on the deployment's file.
    const file = join(deploymentsDir, '31337.json')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`)
    await indexer.stop()
    indexer = await index()
    expect(indexer.schema).not.toBe(before)
    const sql = postgres(databaseUrl, { max: 1 })
    const leads = async () => {
      const [view] = await sql<{ definition: string }[]>`
        select definition from pg_views where schemaname = ${views} and viewname = 'block'`
      return view?.definition.includes(indexer.schema)
    }
    await poll(leads, { for: 'the views to lead to the new schema', within: 30_000 })
    await sql.end()
    await untilAnswered()
    expect(await refusal(roles.reader, `select 1 from ${views}.block`)).toBeUndefined()
  })
})
