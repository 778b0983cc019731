import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Feed } from '../../api/feed/openFeed.ts'
import { openFeed } from '../../api/feed/openFeed.ts'
import { takeSnapshot } from '../../api/feed/snapshot.ts'
import { createFreshness } from '../../api/freshness/freshness.ts'
import { connectNode } from '../../api/freshness/node.ts'
import { createMetrics } from '../../api/metrics.ts'
import { openDatabase } from '../../api/queries/database.ts'
import { readFeedCursor } from '../../api/queries/feedCursor.ts'
import { readFeed } from '../../api/queries/feedEntries.ts'
import { readNewestBlocks } from '../../api/queries/newestBlocks.ts'
import { readSnapshotPage } from '../../api/queries/snapshotRows.ts'
import { migrate } from '../../api/schema/migrate.ts'
import type { Chain } from '../../api/services.ts'
import type { Store } from '../../api/store.ts'
import { openStore } from '../../api/store.ts'
import { toCaip2 } from '../../protocol/caip2.ts'
import type { FeedEntry } from '../../protocol/wire/event.ts'
import { eventKinds, eventTypes, feedEntry } from '../../protocol/wire/event.ts'
import type { SnapshotRow } from '../../protocol/wire/snapshot.ts'
import type { StateRow, StateTableName } from '../../protocol/wire/stateTables.ts'
import { stateTableNames, stateTables } from '../../protocol/wire/stateTables.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { Replica } from '../api/feed/replica.ts'
import { createReplica } from '../api/feed/replica.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import type { Cast } from './support/story.ts'
import { cast, chapter, ending, opening } from './support/story.ts'

/** The feed over the real indexer of a real chain: what the handlers write, and what reorgs undo, reaches every replica. */

let indexed: IndexedChain
let chain: Chain
let store: Store
let feed: Feed
let people: Cast

beforeAll(async () => {
  indexed = await startIndexedChain()
  store = openStore({ url: indexed.databaseUrl })
  await migrate(store)
  chain = openChain()
  await chain.freshness.start()
  feed = openAFeed()
  feed.start()
  people = await cast(indexed)
  await opening(indexed, people)
  await chapter(indexed, people, 1)
  await untilTold()
})
afterAll(async () => {
  await feed?.stop()
  chain?.freshness.stop()
  await Promise.all([store?.close(), chain?.database.close()])
  await indexed?.stop()
})

describe('the feed', () => {
  it('keeps a replica equal to the index, through a reorg and a restart of the API', async () => {
    const early = await readReplica()
    const undone = await indexed.client.snapshot()
    await chapter(indexed, people, 2)
    await ending(indexed, people)
    await untilTold()
    const late = await readReplica()
    const before = await entries()

    await indexed.client.revert({ id: undone })
    await chapter(indexed, people, 3)
    await feed.stop()
    await indexed.client.mine({ blocks: 1 })
    feed = openAFeed()
    feed.start()
    await untilTold()
    await expectIndex(early)
    await expectIndex(late)

    const retracted = (await entries()).slice(before.length).filter(isRetraction)
    expect(retracted.length).toBeGreaterThan(40)
    await expectOfTheChain()
  })

  it('keeps it when blocks are taken back and none replaces them', async () => {
    const replica = await readReplica()
    const undone = await indexed.client.snapshot()
    await chapter(indexed, people, 4)
    await untilTold()
    await indexed.client.revert({ id: undone })
    await indexed.client.mine({ blocks: 1 })
    await indexed.client.mine({ blocks: 1 })
    await untilTold()
    await expectIndex(replica)
    await expectOfTheChain()
  })

  it('has told of every type of event there is', async () => {
    const told = new Set((await entries()).map(({ retractedType, type }) => retractedType ?? type))
    const untold = eventTypes.filter((type) => !told.has(type))
    // No wallet joins in a chapter, and no stamp is left to expire.
    expect(untold).toEqual(['wallet.linked', 'stamp.expired'])
  })

  it('tells a rebuilt index nothing new', async () => {
    const before = await entries()
    await indexed.reindex()
    await untilTold()
    expect(await entries()).toEqual(before)
  })
})

function openChain(): Chain {
  const { chainId: id, databaseUrl, url } = indexed
  const caip2 = toCaip2(id)
  const database = openDatabase({ url: databaseUrl, caip2, connections: 3 })
  const location = {
    id,
    caip2,
    schema: `chain_${id}_v1`,
    database,
    verdicts: database,
    batches: database,
  }
  const node = connectNode({ urls: [url], chainId: id })
  const freshness = createFreshness({
    ...{ caip2, node },
    readBlocks: (count, atMost) => readNewestBlocks(location, count, atMost ?? null),
    limits: { maxLagBlocks: 3, maxLagSeconds: 30, finalityDepth: 30 },
    now: Date.now,
    report: () => {},
  })
  // Nothing here asks where the contracts are.
  return { ...location, node, freshness, deployment: {} as Chain['deployment'] }
}

function openAFeed(): Feed {
  const [log, metrics] = [pino({ level: 'silent' }), createMetrics()]
  const chains = new Map([[chain.caip2, chain]])
  return openFeed({ chains, store, log, metrics, retentionDays: 7 })
}

/** Until the feed has told all up to the head. */
async function untilTold(): Promise<void> {
  await indexed.untilCaughtUp()
  const isTold = async () => {
    const [cursor, head] = [await readFeedCursor(store.query, chain.id), indexed.client.getBlock()]
    return cursor?.hash === (await head).hash
  }
  await poll(isTold, { for: 'the feed to tell of the head', within: 60_000 })
}

async function entries(after = 0): Promise<FeedEntry[]> {
  const found = (await readFeed(store.query, after, 100_000)).entries
  for (const entry of found) {
    expect(feedEntry.strict().parse(entry)).toEqual(entry)
    const type = entry.retractedType ?? entry.type
    if (!(type in eventKinds)) continue
    const { data } = eventKinds[type as keyof typeof eventKinds]
    expect([type, data.strict().parse(entry.data)]).toEqual([type, entry.data])
    for (const { table, row } of entry.state) {
      if (row) expect([table, stateTables[table].row.strict().parse(row)]).toEqual([table, row])
    }
  }
  return found
}

const isRetraction = ({ type }: FeedEntry) => type === 'retracted'

type Copy = { replica: Replica; position: number; settledBefore: number }

async function readReplica(): Promise<Copy> {
  const { begin, lines } = await takeSnapshot(chain, store)
  const replica = createReplica()
  for await (const text of lines()) {
    for (const line of text.trimEnd().split('\n')) {
      const { table, row } = JSON.parse(line) as Partial<SnapshotRow>
      if (table && row) replica.put(table, row)
    }
  }
  return { replica, position: Number(begin.position), settledBefore: begin.settledBefore }
}

async function expectIndex({ replica, position, settledBefore }: Copy): Promise<void> {
  for (const entry of await entries(position)) replica.apply(entry)
  for (const table of stateTableNames) {
    const held = Object.fromEntries(replica.rows(table))
    const all = await rowsOf(table, 0)
    // Of what a snapshot leaves out, the replica has what has been told since.
    const known = Object.fromEntries(Object.entries(all).filter(([key]) => key in held))
    expect([table, held]).toEqual([table, known])
    const lacking = Object.keys(await rowsOf(table, settledBefore)).filter((key) => !(key in held))
    expect([table, lacking]).toEqual([table, []])
  }
}

async function rowsOf(table: StateTableName, settledBefore: number) {
  const { rows } = await readSnapshotPage(chain, table, undefined, settledBefore, 100_000)
  const nameOf = (row: StateRow) =>
    JSON.stringify(stateTables[table].key.map((column) => String(row[column])))
  return Object.fromEntries(rows.map((row) => [nameOf(row), row]))
}

/** What stands is on the chain, and stands once. */
async function expectOfTheChain(): Promise<void> {
  const standing = new Map<string, FeedEntry>()
  for (const entry of await entries()) {
    const place = `${entry.block.hash} ${entry.logIndex}`
    expect([place, standing.has(place)]).toEqual([place, isRetraction(entry)])
    if (isRetraction(entry)) standing.delete(place)
    else standing.set(place, entry)
  }
  for (const { block, transaction, logIndex } of standing.values()) {
    const receipt = await indexed.client.getTransactionReceipt({
      hash: transaction as `0x${string}`,
    })
    expect(receipt.blockHash).toBe(block.hash)
    expect(receipt.logs.map((log) => log.logIndex)).toContain(logIndex)
  }
}
