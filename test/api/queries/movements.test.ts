import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readMovements } from '../../../api/queries/movements.ts'
import * as schema from '../../../indexer/ponder.schema.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
readMovements, of one transaction that credits an account once for each of many stamps
├── each movement has the stamps before it, nearest first and 100 at most, on every page
├── and no stamp is looked up twice for them
└── what stands before it in another transaction of the block is not among them
*/

const chainId = 31337
const relay: Address = `0x${'e'.repeat(40)}`
const hex = (n: number, bytes: number): Hex => `0x${n.toString(16).padStart(2 * bytes, '0')}`
const count = 150
const block = 5
const transactions = [hex(1, 32), hex(2, 32)] as const

let world: World
let chain: WorldChain

beforeAll(async () => {
  world = await startWorld([chainId])
  ;[chain] = world.chains as [WorldChain]
  const { tables } = chain
  for (const [nth, transaction] of transactions.entries()) {
    // The first has one stamp and its credit, before those of the other.
    const stamps = Array.from({ length: nth === 0 ? 1 : count }, (_, i) => nth + i)
    const place = (n: number) => ({ chainId, blockNumber: block, timestamp: 1, transaction, n })
    await tables.insert(schema.stamp, ...stamps.map(stampRow))
    await tables.insert(
      schema.stampStep,
      ...stamps.map((n) => ({
        ...place(n),
        logIndex: 2 * n,
        stampId: hex(n, 32),
        step: 'admitted' as const,
        blockHash: hex(block, 32),
        carriageTo: relay,
      })),
    )
    await tables.insert(
      schema.ledgerTransfer,
      ...stamps.map((n) => ({
        ...place(n),
        logIndex: 2 * n + 1,
        caller: relay,
        from: zeroAddress,
        to: relay,
        token: zeroAddress,
        amount: 1n,
      })),
    )
  }
})
afterAll(() => world?.stop())

function stampRow(n: number): typeof schema.stamp.$inferInsert {
  return {
    chainId,
    stampId: hex(n, 32),
    inboxId: hex(7, 32),
    letterHash: hex(n, 32),
    sender: hex(8, 20),
    relay,
    token: zeroAddress,
    carriage: 1n,
    stake: 1n,
    expiresAt: 9,
    status: 'admitted',
    postedBlock: 1,
    postedLogIndex: n,
    postedBlockHash: hex(1, 32),
    postedAt: 1,
    postedTx: hex(3, 32),
    window: 0,
    relayMayCollect: true,
    postedWhileClosed: false,
    carriagePaid: true,
  } as typeof schema.stamp.$inferInsert
}

describe('readMovements', () => {
  it.each([200, 40, 1])('tells what stands before each, in pages of %i', async (size) => {
    const tables = { ...chain.chain }
    const query = vi.spyOn(tables.database, 'query')
    let after: [number, number] | undefined
    const all = []
    for (let isEnd = false; !isEnd; ) {
      const page = { after, count: size }
      const { movements } = await readMovements(tables, relay, page, undefined)
      all.push(...movements)
      const last = movements.at(-1)
      isEnd = movements.length < size
      if (last) after = [last.blockNumber, last.logIndex]
    }
    expect(all.map(({ logIndex }) => (logIndex - 1) / 2)).toEqual(
      Array.from({ length: count + 1 }, (_, i) => count - i),
    )
    for (const { logIndex, events } of all) {
      const n = (logIndex - 1) / 2
      const most = n === 0 ? 1 : Math.min(n, 100)
      const before = Array.from({ length: most }, (_, i) => hex(n - i, 32))
      expect(events.map(({ id }) => id)).toEqual(before)
    }
    const answers = (await Promise.all(query.mock.results.map(({ value }) => value))) as {
      movements: { events: unknown[] }[]
    }[][]
    query.mockRestore()
    for (const [answer] of answers) {
      const events = answer?.movements.flatMap((movement) => movement.events) ?? []
      // One for each, and the 100 before the lowest.
      expect(events.length).toBeLessThanOrEqual(size + 99)
    }
  })
})
