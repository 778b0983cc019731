import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleOf } from '../../scripts/seed/examples.ts'
import { letterHash } from '../../scripts/seed/letters.ts'
import { people } from '../../scripts/seed/people.ts'
import { openWorld } from '../../scripts/seed/world.ts'
import type { Api } from '../../scripts/stack/api.ts'
import { startApi } from '../../scripts/stack/api.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { startIndexer } from '../../scripts/stack/indexer.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { untilAnswer, verify } from './support/ask.ts'
import type { TestStack } from './support/testStack.ts'
import { startTestStack } from './support/testStack.ts'

/**
 * Real faults in real processes. Whatever happens to the indexer, the node or the database, the API
 * is silent with the right code or right, never a verdict of before.
 */
let folder: string
let database: Database
let stack: TestStack
let world: ReturnType<typeof openWorld>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-freshness-'))
  database = await openDatabase()
  stack = await startTestStack({ databaseUrl: database.url })
  world = openWorld(stack.chain.url, stack.deployment)
})

afterAll(async () => {
  await stack?.stop()
  await database?.stop()
  await removeDatabase(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
})

const openDatabase = (port?: number) =>
  startDatabase({ dir: join(folder, 'pg'), logDir: folder, port })

/** A question of the seeded scene that nothing in this file takes its answer from: `paid`. */
const steady = () => exampleOf(stack.scene, 'paid').request
const indexer = () => stack.indexer.current()

/** Mines blocks one by one: of many at once, Hardhat makes blocks that name no parent. */
async function mine(blocks: number): Promise<void> {
  for (let count = 0; count < blocks; count++) await world.client.mine({ blocks: 1 })
}

/** Suspends a process while something happens. */
async function whileStopped<T>({ pid }: { pid: number }, act: () => Promise<T>): Promise<T> {
  process.kill(pid, 'SIGSTOP')
  try {
    return await act()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

/** A further API process on the stack's chain, that ends with the stack. */
async function anotherApi(env = {}, databaseUrl = stack.databaseUrl): Promise<Api> {
  const { deploymentsDir, chain } = stack
  const chains = [{ id: chain.chainId, rpcUrl: chain.url }]
  return stack.add(await startApi({ databaseUrl, deploymentsDir, chains, env, logDir: folder }))
}

/** Posts a stamp for Bruno; returns the question about its letter. */
async function post(text: string) {
  const { stamp } = stack.scene.letters.open
  const { sender: _, ...input } = { ...stamp, letterHash: letterHash(text) }
  await world.office.write.post([input], people.heidi)
  return { ...steady(), letterHash: input.letterHash }
}

describe('a stopped indexer', () => {
  it('leaves every API silent, one that is started meanwhile too, until it is back', async () => {
    const { admitted } = stack.scene.letters
    const request = {
      ...steady(),
      inboxId: admitted.stamp.inboxId,
      letterHash: admitted.stamp.letterHash,
    }
    expect(await verify(stack.api.url, request)).toMatchObject({ reason: 'paid' })
    const late = await whileStopped(indexer(), async () => {
      await world.office.write.collect([[admitted.stamp]], people.chloe)
      await mine(4)
      await untilAnswer(stack.api.url, request, { code: 'index_stale' })
      const api = await anotherApi()
      expect(await verify(api.url, request)).toMatchObject({
        httpStatus: 503,
        code: 'index_stale',
      })
      expect(await verify(stack.api.url, request)).toMatchObject({ code: 'index_stale' })
      expect((await fetch(`${api.url}/readyz`)).status).toBe(503)
      return api
    })
    for (const { url } of [stack.api, late]) {
      const answers: (string | undefined)[] = []
      const settled = async () => {
        const { reason, code } = await verify(url, request)
        answers.push(reason ?? code)
        return reason === 'already_settled'
      }
      await poll(settled, { for: 'the outcome', within: 60_000, every: 10 })
      expect(answers).not.toContain('paid')
    }
  })

  it('does not matter within the lag allowed, and the answers name their older block', async () => {
    const strict = await anotherApi({ MAX_INDEX_LAG_BLOCKS: '0' })
    const head = await world.client.getBlockNumber()
    await untilAnswer(strict.url, steady(), { reason: 'paid' })
    await whileStopped(indexer(), async () => {
      await mine(2)
      await untilAnswer(strict.url, steady(), { code: 'index_stale' })
      const toldHead = async () => {
        const answer = await verify(stack.api.url, steady())
        return answer.asOf?.headBlock === `${head + 2n}` && answer
      }
      const answer = await poll(toldHead, { for: 'the API to see the head', within: 60_000 })
      expect(answer).toMatchObject({ reason: 'paid', asOf: { blockNumber: `${head}` } })
    })
    await untilAnswer(strict.url, steady(), { reason: 'paid' })
  })

  it('does matter once a block has been lacking for too long, though it is only one', async () => {
    const impatient = await anotherApi({ MAX_INDEX_LAG_SECONDS: '3' })
    await mine(1)
    await untilAnswer(impatient.url, steady(), { reason: 'paid' })
    await whileStopped(indexer(), async () => {
      await mine(1)
      expect(await verify(impatient.url, steady())).toMatchObject({ reason: 'paid' })
      await untilAnswer(impatient.url, steady(), { code: 'index_stale' })
      expect(await verify(stack.api.url, steady())).toMatchObject({ reason: 'paid' })
    })
    await untilAnswer(impatient.url, steady(), { reason: 'paid' })
  })
})

describe('an index without blocks', () => {
  it('is stale', async () => {
    const api = await anotherApi({}, await database.createDatabase('empty'))
    expect(await verify(api.url, steady())).toMatchObject({ httpStatus: 503, code: 'index_stale' })
  })

  it('has a gap if only one is missing, and is well once that is back', async () => {
    const sql = postgres(stack.databaseUrl, { max: 1 })
    const table = sql(`${indexer().schema}.block`)
    const missing = (await world.client.getBlockNumber()) - 2n
    await mine(1)
    // What Ponder keeps to undo a reorg is none of this test's business.
    await sql`set session_replication_role = replica`
    const rows = await sql`delete from ${table} where number = ${String(missing)} returning *`
    await untilAnswer(stack.api.url, steady(), { code: 'index_gap' })
    expect(await verify(stack.api.url, steady())).toMatchObject({ httpStatus: 503 })
    await sql`insert into ${table} ${sql(rows)}`
    await untilAnswer(stack.api.url, steady(), { reason: 'paid' })
    await sql.end()
  })
})

describe('a reorg', () => {
  it('silences the API while the indexer has not followed it, and takes the verdict back', async () => {
    const id = await world.client.snapshot()
    const question = await post('A letter that will never have been posted')
    await untilAnswer(stack.api.url, question, { reason: 'paid' })
    await whileStopped(indexer(), async () => {
      await world.client.revert({ id })
      await world.client.sendTransaction({ ...people.ada, to: people.bruno.account.address })
      await untilAnswer(stack.api.url, question, { code: 'index_stale' })
      expect(await verify(stack.api.url, question)).toMatchObject({ httpStatus: 503 })
    })
    await mine(1)
    await untilAnswer(stack.api.url, question, { reason: 'postage_required' })
    const again = await post('A letter that will never have been posted')
    await untilAnswer(stack.api.url, again, { reason: 'paid' })
  })

  it('of one block silences the API until it is undone, though nothing has taken its place', async () => {
    const id = await world.client.snapshot()
    const question = await post('A letter whose block is gone')
    await untilAnswer(stack.api.url, question, { reason: 'paid' })
    await whileStopped(indexer(), async () => {
      await world.client.revert({ id })
      await untilAnswer(stack.api.url, question, { code: 'index_stale' })
      expect(await verify(stack.api.url, question)).toMatchObject({ httpStatus: 503 })
    })
    await untilAnswer(stack.api.url, question, { reason: 'postage_required' })
  })
})

describe('a chain', () => {
  it('has stalled once its head is ten block times old, until there is a new one', async () => {
    const api = await anotherApi({ BLOCK_TIME_SECONDS_31337: '0.3' })
    const refused = await untilAnswer(api.url, steady(), { code: 'chain_stalled' })
    expect(refused).toMatchObject({ httpStatus: 503 })
    expect(await verify(stack.api.url, steady())).toMatchObject({ reason: 'paid' })
    const goesOn = async () => {
      await mine(1)
      return (await verify(api.url, steady())).reason === 'paid'
    }
    await poll(goesOn, { for: 'the chain to go on', within: 60_000 })
  })

  it('is not spoken for while its node does not answer', async () => {
    await whileStopped(stack.chain, async () => {
      const refused = await untilAnswer(stack.api.url, steady(), { code: 'index_stale' })
      expect(refused).toMatchObject({ httpStatus: 503 })
    })
    await untilAnswer(stack.api.url, steady(), { reason: 'paid' })
  })
})

describe('a database that goes away', () => {
  it('is a problem until it is back, and then the indexer goes on too', async () => {
    await database.stop()
    await untilAnswer(stack.api.url, steady(), { code: 'database_unavailable' })
    expect(await verify(stack.api.url, steady())).toMatchObject({ httpStatus: 503 })
    const { pid } = indexer()
    database = await openDatabase(database.port)
    await untilAnswer(stack.api.url, steady(), { reason: 'paid' })

    await poll(() => indexer().pid !== pid, { for: 'a new indexer', within: 60_000 })
    await indexer().waitUntilLive()
    await mine(1)
    const question = await post('After the crash')
    await untilAnswer(stack.api.url, question, { reason: 'paid' })
  })
})

describe('a reorg deeper than the indexer can undo', () => {
  it('silences the API until the index is rebuilt', async () => {
    const id = await world.client.snapshot()
    await mine(40)
    await untilAnswer(stack.api.url, { ...steady(), minConfirmations: 41 }, { reason: 'paid' })
    await world.client.revert({ id })
    await world.client.sendTransaction({ ...people.ada, to: people.bruno.account.address })
    await mine(40)
    await untilAnswer(stack.api.url, steady(), { code: 'reorg_too_deep' })
    expect(await verify(stack.api.url, steady())).toMatchObject({ httpStatus: 503 })

    const databaseUrl = await database.createDatabase('rebuilt')
    const { deploymentsDir, chain } = stack
    const place = { chainId: chain.chainId, rpcUrl: chain.url }
    const rebuilt = stack.add(
      await startIndexer({ ...place, databaseUrl, deploymentsDir, logDir: folder }),
    )
    await rebuilt.waitUntilLive()
    await mine(1)
    const api = await anotherApi({}, databaseUrl)
    await untilAnswer(api.url, steady(), { reason: 'paid' })
  })
})
