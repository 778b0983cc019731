import { getAddress, zeroAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { stampResponse } from '../../../protocol/wire/stamp.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import { address, bytes32, hour, letterHash, native, recipient, toStamp } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
getStamp
├── given a chain has it → the stamp, its steps oldest first, asOf of that chain
│   ├── open or admitted, at or past expiresAt → canExpire
│   └── else → not
├── given a chain has it as voided → its sender, and the voiding as only step
├── given no chain has it → stamp_not_found, naming the chains
└── given a chain is unfit
    ├── when another has the stamp → answered
    └── when none has → the problem of the unfit chain, as it may have it
*/

const stampId = bytes32('stamp')

let world: World
let first: WorldChain
let second: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  for (const { tables } of world.chains)
    await tables.run('truncate stamp, stamp_step, voided_stamp')
  first.fake.isDown = false
  world.clock.now = genesisTime * 1000 + 60_000
  await Promise.all(world.chains.map(({ index }) => index()))
})
afterAll(() => world.stop())

const read = () => ask(world.app, `/v1/stamps/${stampId}`, stampResponse)

describe('getStamp', () => {
  it('reads a stamp from the chain that has it', async () => {
    await post(second, { relayMayCollect: true, carriage: 2n ** 96n - 1n })
    const { stamp, steps, canExpire, asOf } = await read()
    expect(asOf.chain).toBe('eip155:31338')
    expect(canExpire).toBe(false)
    expect(steps).toEqual([])
    expect(stamp).toEqual({
      stampId,
      sender: getAddress(address('payer')),
      relay: getAddress(address('relay')),
      token: native,
      inboxId: recipient,
      letterHash,
      carriage: '79228162514264337593543950335',
      stake: '1000',
      expiresAt: genesisTime + hour,
      status: 'open',
      window: hour,
      relayMayCollect: true,
      carriagePaid: false,
      postedBlock: '50',
      postedBlockHash: bytes32('block 50'),
      postedAt: genesisTime + 50,
      postedTransaction: bytes32('posted'),
      settledAt: null,
    })
  })

  it('takes the id in any case', async () => {
    await post(first)
    const path = `/v1/stamps/${stampId.toUpperCase().replace('0X', '0x')}`
    expect((await ask(world.app, path, stampResponse)).stamp.stampId).toBe(stampId)
  })

  it('tells its life, oldest step first', async () => {
    await post(first, { status: 'collected', carriagePaid: true, settledAt: genesisTime + 9 })
    await step(first, {
      step: 'collected',
      blockNumber: 9,
      stakeTo: address('payout'),
      carriageTo: address('relay'),
    })
    await step(first, { step: 'admitted', blockNumber: 7, logIndex: 2 })
    await step(first, { step: 'posted', blockNumber: 7, logIndex: 1 })
    const { steps, stamp } = await read()
    expect(stamp).toMatchObject({ status: 'collected', settledAt: genesisTime + 9 })
    expect(steps).toEqual([
      {
        step: 'posted',
        blockNumber: '7',
        blockHash: bytes32('block 7'),
        logIndex: 1,
        timestamp: genesisTime + 7,
        transaction: bytes32('transaction'),
        stakeTo: null,
        carriageTo: null,
      },
      expect.objectContaining({ step: 'admitted', blockNumber: '7', logIndex: 2 }),
      expect.objectContaining({
        step: 'collected',
        stakeTo: getAddress(address('payout')),
        carriageTo: getAddress(address('relay')),
      }),
    ])
  })

  it('shows a stamp without a relay', async () => {
    await post(first, { relay: zeroAddress, carriage: 0n, carriageAsked: null })
    expect((await read()).stamp).toMatchObject({ relay: zeroAddress, carriage: '0' })
  })

  describe('canExpire', () => {
    const expiresAt = genesisTime + 60

    it.each([
      ['open', 1, false],
      ['open', 0, true],
      ['open', -1, true],
      ['admitted', 1, false],
      ['admitted', 0, true],
      ['collected', -1, false],
      ['returned', -1, false],
      ['expired', -1, false],
    ] as const)('of one %s with %i s left is %s', async (status, left, canExpire) => {
      await post(first, { status, expiresAt: expiresAt + left })
      expect((await read()).canExpire).toBe(canExpire)
    })

    it('goes by the time of the block where that is ahead of the clock', async () => {
      world.clock.now = genesisTime * 1000
      await Promise.all(world.chains.map(({ index }) => index()))
      const blockTime = first.fake.head.timestamp
      await post(first, { expiresAt: blockTime })
      expect((await read()).canExpire).toBe(true)
    })
  })

  it('tells who called a stamp off, and when', async () => {
    await second.tables.insert(schema.voidedStamp, {
      chainId: second.id,
      stampId,
      sender: address('payer'),
      blockNumber: 7,
      logIndex: 3,
      blockHash: bytes32('block 7'),
      timestamp: genesisTime + 7,
      transaction: bytes32('voided'),
    })
    const { asOf, ...rest } = await read()
    expect(asOf.chain).toBe('eip155:31338')
    expect(rest).toEqual({
      stamp: { stampId, sender: getAddress(address('payer')), status: 'voided' },
      canExpire: false,
      steps: [
        {
          step: 'voided',
          blockNumber: '7',
          blockHash: bytes32('block 7'),
          logIndex: 3,
          timestamp: genesisTime + 7,
          transaction: bytes32('voided'),
          stakeTo: null,
          carriageTo: null,
        },
      ],
    })
  })

  it('does not find what no chain has', async () => {
    const problem = await askProblem(world.app, `/v1/stamps/${stampId}`, 'stamp_not_found')
    expect(problem.detail).toBe(
      `No stamp ${stampId} on eip155:31337, eip155:31338. Check the id; a new stamp is found once its block is indexed.`,
    )
  })

  describe('given a chain is unfit', () => {
    beforeEach(async () => {
      first.fake.isDown = true
      world.clock.now += 6_000
      await Promise.all(world.chains.map(({ index }) => index()))
    })

    it('reads a stamp of another', async () => {
      await post(second)
      expect((await read()).asOf.chain).toBe('eip155:31338')
    })

    it('does not say that there is none', async () => {
      const problem = await askProblem(world.app, `/v1/stamps/${stampId}`, 'index_stale')
      expect(problem.detail).toContain('The index of eip155:31337 is not up to date')
    })

    it('gives no answer of it either', async () => {
      await post(first)
      await askProblem(world.app, `/v1/stamps/${stampId}`, 'index_stale')
    })
  })
})

/** Writes a stamp that expires an hour after genesis. */
function post(
  chain: WorldChain,
  row: Partial<typeof schema.stamp.$inferInsert> = {},
): Promise<void> {
  const fresh = { expiresAt: genesisTime + hour, ...row }
  return chain.tables.insert(schema.stamp, toStamp(chain.id, fresh))
}

function step(
  chain: WorldChain,
  row: Pick<typeof schema.stampStep.$inferInsert, 'step' | 'blockNumber'> &
    Partial<typeof schema.stampStep.$inferInsert>,
): Promise<void> {
  return chain.tables.insert(schema.stampStep, {
    chainId: chain.id,
    stampId,
    logIndex: 0,
    blockHash: bytes32(`block ${row.blockNumber}`),
    timestamp: genesisTime + row.blockNumber,
    transaction: bytes32('transaction'),
    ...row,
  })
}
