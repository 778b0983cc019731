import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { inboxChainsResponse } from '../../../protocol/wire/inbox.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import { address, bytes32 } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
getInboxChains
├── given no chain has it → null on each, with the block of which that is true
├── given several have it → each its own
└── given a chain cannot be asked → its problem, and the others' answers
    ├── its node is silent · its tables are gone · its tables are locked
*/

const inboxId = bytes32('inbox')
const path = `/v1/inboxes/${inboxId}/chains`

let world: World
let first: WorldChain
let second: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  for (const { tables } of world.chains) await tables.run('truncate inbox')
  first.fake.isDown = false
  world.clock.now = genesisTime * 1000 + 60_000
  await Promise.all(world.chains.map(({ index }) => index()))
})
afterAll(() => world.stop())

const read = async () => (await ask(world.app, path, inboxChainsResponse)).chains

describe('getInboxChains', () => {
  it('says of each chain that it does not have it', async () => {
    second.fake.mine(2)
    await second.index()
    expect(await read()).toMatchObject([
      { chain: 'eip155:31337', inbox: null, asOf: { chain: 'eip155:31337', blockNumber: '10' } },
      { chain: 'eip155:31338', inbox: null, asOf: { chain: 'eip155:31338', blockNumber: '12' } },
    ])
  })

  it('tells what each chain has of it', async () => {
    await register(first, { door: 'free' })
    await register(second, { recovery: address('another recovery'), registeredBlock: 7 })
    const [one, other] = await read()
    expect(one?.inbox).toEqual({
      inboxId,
      recovery: getAddress(address('creator')),
      door: 'free',
      registeredBlock: '5',
      registeredAt: genesisTime,
      registeredTransaction: bytes32('registered'),
    })
    expect(other?.inbox).toMatchObject({
      recovery: getAddress(address('another recovery')),
      door: 'postage',
      registeredBlock: '7',
    })
  })

  it('tells that a chain cannot be asked, and what the others have', async () => {
    await register(first)
    await register(second)
    first.fake.isDown = true
    world.clock.now += 6_000
    await Promise.all(world.chains.map(({ index }) => index()))
    const [silent, fit] = await read()
    expect(silent).toEqual({
      chain: 'eip155:31337',
      problem: expect.objectContaining({ code: 'index_stale', status: 503, instance: path }),
    })
    expect(fit).toMatchObject({ chain: 'eip155:31338', inbox: { inboxId } })
    expect(fit).not.toHaveProperty('problem')
  })

  it('does so where the tables of one are being replaced', async () => {
    await register(second)
    await first.tables.run('alter table inbox rename to inbox_gone')
    const [gone, fit] = await read().finally(() =>
      first.tables.run('alter table inbox_gone rename to inbox'),
    )
    expect(gone?.problem?.code).toBe('index_stale')
    expect(fit?.inbox?.inboxId).toBe(inboxId)
  })

  it('does not wait for one whose tables are locked longer than a statement may take', async () => {
    await register(second)
    await first.tables.run('begin; lock table inbox in access exclusive mode')
    const start = Date.now()
    const [locked, fit] = await read().finally(() => first.tables.run('rollback'))
    expect(Date.now() - start).toBeLessThan(10_000)
    expect(locked?.problem?.code).toBe('database_unavailable')
    expect(fit?.inbox?.inboxId).toBe(inboxId)
  })

  it.each([
    [`${path}?chain=eip155:31337`, '/chain'],
    [`/v1/inboxes/0x12/chains`, '/inboxId'],
  ])('refuses %s', async (bad, pointer) => {
    const problem = await askProblem(world.app, bad, 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })
})

function register(
  chain: WorldChain,
  row: Partial<typeof schema.inbox.$inferInsert> = {},
): Promise<void> {
  return chain.tables.insert(schema.inbox, {
    chainId: chain.id,
    inboxId,
    creator: address('creator'),
    inboxNonce: 0n,
    recovery: address('creator'),
    recoverySinceBlock: 5,
    recoverySinceTime: genesisTime,
    keyEpoch: 0,
    registeredBlock: 5,
    registeredLogIndex: 0,
    registeredAt: genesisTime,
    registeredTx: bytes32('registered'),
    door: 'postage',
    doorSinceBlock: 5,
    doorSinceTime: genesisTime,
    consentGiven: false,
    ...row,
  })
}
