import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deployment } from '../../index.ts'
import { inboxIdOf } from '../../protocol/ids.ts'
import { letterHash } from '../../scripts/seed/letters.ts'
import { people } from '../../scripts/seed/people.ts'
import { native, openWorld } from '../../scripts/seed/world.ts'
import type { Api } from '../../scripts/stack/api.ts'
import { startApi } from '../../scripts/stack/api.ts'
import { build } from '../../scripts/stack/build.ts'
import type { Chain } from '../../scripts/stack/chain.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import type { SupervisedIndexer } from '../../scripts/stack/superviseIndexer.ts'
import { superviseIndexer } from '../../scripts/stack/superviseIndexer.ts'
import type { Answer } from './support/ask.ts'
import { verify } from './support/ask.ts'

/*
Two chains, an indexer each, one API
├── a chain that is named while the API runs is taken up, and the other's answers go on
├── the same inbox id has other contents on the other chain
├── whatever breaks one chain (its node, a reorg, its indexer, its tables locked), every answer of the other goes on
├── a faulty file of chains changes nothing
└── a chain that is named no more is unknown, and the other's answers go on
*/

type Place = {
  chain: Chain
  deployment: Deployment
  world: ReturnType<typeof openWorld>
  indexer: SupervisedIndexer
}

const services = createServices()
let folder: string
let deploymentsDir: string
let file: string
let database: Database
let databaseUrl: string
let api: Api
let a: Place
let b: Place

const { bruno, heidi } = people
const inboxId = inboxIdOf(bruno.account.address, 0n)
/** As the contracts count doors. */
const free = 0
const closed = 2

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-chains-'))
  deploymentsDir = join(folder, 'deployments')
  file = join(folder, 'chains.json')
  database = services.add(await startDatabase({ dir: join(folder, 'pg'), logDir: folder }))
  databaseUrl = await database.createDatabase('pennypost')
  await build(folder)
  a = await openPlace(31337)
  name(a)
  const env = { CHAINS_FILE: file }
  api = services.add(
    await startApi({ databaseUrl, deploymentsDir, chains: [], env, logDir: folder }),
  )
  await a.world.office.write.setDoor([inboxId, closed], bruno)
  await untilSaid(a, 'closed')
})

afterAll(async () => {
  await services.stop()
  await removeDatabase(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
})

/** A chain with the contracts, an inbox of Bruno's and an indexer that follows it. */
async function openPlace(chainId: 31337 | 31338): Promise<Place> {
  const chain = services.add(await startChain({ chainId, logDir: folder }))
  const deployment = await deployTo(chain.url, chainId, deploymentsDir)
  const world = openWorld(chain.url, deployment)
  await world.inboxes.write.register([0n, native, []], bruno)
  const indexer = services.add(await follow(chain))
  await indexer.current().waitUntilLive()
  return { chain, deployment, world, indexer }
}

const follow = ({ chainId, url }: Chain) =>
  superviseIndexer({ chainId, rpcUrl: url, databaseUrl, deploymentsDir, logDir: folder }, () => {})

/** Names chains to the API, as a change of a file that is never half written. */
function name(...places: { chain: Chain }[]): void {
  const entries = places.map(({ chain }) => [chain.chainId, { rpcUrls: [chain.url] }])
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(entries)))
  renameSync(`${file}.new`, file)
}

const question = ({ chain }: { chain: Chain }) => ({
  chain: `eip155:${chain.chainId}`,
  inboxId,
  sender: heidi.account.address,
  letterHash: letterHash('To both'),
  relay: people.swift.account.address,
})

const ask = (place: { chain: Chain }) => verify(api.url, question(place))

async function mine({ world }: Place, blocks = 1): Promise<void> {
  for (let count = 0; count < blocks; count++) await world.client.mine({ blocks: 1 })
}

/** Mines until a chain's answer has a reason. */
async function untilSaid(place: Place, reason: string): Promise<void> {
  const said = async () => {
    await mine(place)
    const { chain } = place
    const answered = async () => (await verify(api.url, question({ chain }))).reason === reason
    return poll(answered, { for: reason, within: 2_000 }).catch(() => false)
  }
  await poll(said, { for: `${place.chain.chainId} to say ${reason}`, within: 60_000 })
}

/** What `/readyz` says of a chain. */
async function readiness({ chain }: Place): Promise<string | undefined> {
  const response = await fetch(`${api.url}/readyz?chain=eip155:${chain.chainId}`)
  if (response.ok) return 'ready'
  const { chains } = (await response.json()) as { chains: { code?: string }[] }
  return chains[0]?.code
}

const untilCode = (place: Place, code: string) =>
  poll(async () => (await ask(place)).code === code, { for: code, within: 60_000 })

/** Asks about a chain without pause while something happens; gives every answer, and the slowest one's milliseconds. */
async function whileAsking(place: Place, act: () => Promise<void>) {
  const answers: Answer[] = []
  let slowest = 0
  let isOver = false
  const asking = async () => {
    while (!isOver) {
      const start = performance.now()
      answers.push(await ask(place))
      slowest = Math.max(slowest, performance.now() - start)
    }
  }
  const [, acted] = await Promise.allSettled([
    asking(),
    act().finally(() => {
      isOver = true
    }),
  ])
  if (acted.status === 'rejected') throw acted.reason
  return { answers, slowest }
}

/** Holds that a chain answers with one reason all the while, never late. */
async function staysRight(place: Place, reason: string, act: () => Promise<void>): Promise<void> {
  const { answers, slowest } = await whileAsking(place, act)
  expect(answers.length).toBeGreaterThan(20)
  const others = answers.filter((answer) => answer.reason !== reason)
  expect(others).toEqual([])
  expect(slowest).toBeLessThan(1_900)
}

describe('two chains', () => {
  it('takes up the second while it answers for the first', async () => {
    expect(await ask({ chain: { ...a.chain, chainId: 31338 } as Chain })).toMatchObject({
      httpStatus: 400,
      code: 'unknown_chain',
    })
    const { pid } = api
    await staysRight(a, 'closed', async () => {
      b = await openPlace(31338)
      name(a, b)
      await b.world.office.write.setDoor([inboxId, free], bruno)
      await untilSaid(b, 'no_postage_required')
    })
    expect(() => process.kill(pid, 0)).not.toThrow()
    // What it says there is of its last poll, half a second ago at most.
    const fit = async () => {
      const { chains } = (await (await fetch(`${api.url}/v1/chains`)).json()) as {
        chains: { chain: string; isFit: boolean }[]
      }
      expect(chains.map(({ chain }) => chain)).toEqual(['eip155:31337', 'eip155:31338'])
      return chains.every(({ isFit }) => isFit)
    }
    await poll(fit, { for: 'both chains to be fit', within: 10_000 })
  })

  it('have other contents under the same id', async () => {
    const inbox = async ({ chain }: Place) => {
      const response = await fetch(`${api.url}/v1/inboxes/${inboxId}?chain=eip155:${chain.chainId}`)
      return (await response.json()) as { inbox: { door: string }; asOf: { chain: string } }
    }
    const [ofA, ofB] = await Promise.all([inbox(a), inbox(b)])
    expect(ofA).toMatchObject({ inbox: { door: 'closed' }, asOf: { chain: 'eip155:31337' } })
    expect(ofB).toMatchObject({ inbox: { door: 'free' }, asOf: { chain: 'eip155:31338' } })
    expect([(await ask(a)).reason, (await ask(b)).reason]).toEqual([
      'closed',
      'no_postage_required',
    ])
  })
})

describe('the answers of one chain go on', () => {
  it('while the node of the other does not answer', async () => {
    await staysRight(b, 'no_postage_required', async () => {
      process.kill(a.chain.pid, 'SIGSTOP')
      await untilCode(a, 'index_stale')
      process.kill(a.chain.pid, 'SIGCONT')
      await untilSaid(a, 'closed')
    })
  })

  it('while the other is reorganised', async () => {
    await staysRight(b, 'no_postage_required', async () => {
      const id = await a.world.client.snapshot()
      await a.world.office.write.setDoor([inboxId, free], bruno)
      await untilSaid(a, 'no_postage_required')
      await a.world.client.revert({ id })
      await mine(a, 2)
      await untilSaid(a, 'closed')
    })
  })

  it('while the indexer of the other is away, and started again', async () => {
    await staysRight(b, 'no_postage_required', async () => {
      await a.indexer.stop()
      await mine(a, 5)
      await untilCode(a, 'index_stale')
      a.indexer = services.add(await follow(a.chain))
      await a.indexer.current().waitUntilLive()
      await untilSaid(a, 'closed')
    })
  })

  it('while the tables of the other are locked, however many ask for them', async () => {
    const { schema } = a.indexer.current()
    const sql = postgres(databaseUrl, { max: 1 })
    await staysRight(b, 'no_postage_required', async () => {
      await sql.begin(async (transaction) => {
        await transaction`lock table ${transaction(schema)}.inbox, ${transaction(schema)}.stamp
          in access exclusive mode`
        const crowd = await Promise.all(Array.from({ length: 40 }, () => ask(a)))
        expect(new Set(crowd.map(({ code }) => code))).toEqual(new Set(['database_unavailable']))
        // It goes by the last poll, which began before.
        await poll(async () => (await readiness(a)) === 'database_unavailable', {
          for: 'readyz',
          within: 10_000,
        })
        expect(await readiness(b)).toBe('ready')
      })
    })
    await sql.end()
    await untilSaid(a, 'closed')
  })

  it('whichever of the two it is', async () => {
    await staysRight(a, 'closed', async () => {
      process.kill(b.chain.pid, 'SIGSTOP')
      await b.indexer.stop()
      await untilCode(b, 'index_stale')
      process.kill(b.chain.pid, 'SIGCONT')
      b.indexer = services.add(await follow(b.chain))
      await b.indexer.current().waitUntilLive()
      await untilSaid(b, 'no_postage_required')
    })
  })

  it('while the file of chains is faulty, and of both', async () => {
    const fitness = async () => {
      const metrics = await (await fetch(`${api.url}/metrics`)).text()
      return /^pennypost_chain_settings_fit (\d)$/m.exec(metrics)?.[1]
    }
    await staysRight(b, 'no_postage_required', async () => {
      writeFileSync(file, '{"31337": {"rpc')
      await poll(async () => (await fitness()) === '0', { for: 'the fault', within: 20_000 })
      expect((await ask(a)).reason).toBe('closed')
      name(a, b)
      await poll(async () => (await fitness()) === '1', { for: 'its end', within: 20_000 })
    })
  })

  it('when the other is named no more', async () => {
    await staysRight(b, 'no_postage_required', async () => {
      name(b)
      await untilCode(a, 'unknown_chain')
    })
    const metrics = await (await fetch(`${api.url}/metrics`)).text()
    expect(metrics).toContain('pennypost_chain_fit{chain="eip155:31338",code="none"} 1')
    expect(metrics).not.toContain('pennypost_chain_fit{chain="eip155:31337"')
  })
})
