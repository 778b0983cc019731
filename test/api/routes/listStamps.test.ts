import type { Hex } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { stampsResponse } from '../../../protocol/wire/stamp.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import { walk } from '../pages.ts'
import { address, bytes32, hour, payer, recipient, toStamp } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
listInboxStamps · listSenderStamps
├── given none → an empty page; of an inbox that is not registered: inbox_not_found
├── newest block first, within a block the highest id, of that chain alone
├── pages: whatever the limit, all of them once
│   ├── while stamps come in
│   └── after a reorg took the stamp at the cursor away
├── status → those only; far apart: pages may be short, and go on
├── canExpire → by the second
└── a cursor of another list, owner, filter or chain → invalid_request
*/

let world: World
let first: WorldChain
let second: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  for (const { tables } of world.chains) await tables.run('truncate stamp, inbox')
  await register(first)
})
afterAll(() => world.stop())

const ofInbox = (query = '', chain = 'eip155:31337') =>
  `/v1/inboxes/${recipient}/stamps?chain=${chain}${query}`
const ofSender = (query = '', chain = 'eip155:31337') =>
  `/v1/senders/${payer}/stamps?chain=${chain}${query}`
const lists = [
  ['of an inbox', ofInbox],
  ['of a sender', ofSender],
] as const

describe.each(lists)('stamps %s', (_, path) => {
  it('are none', async () => {
    const { stamps, nextCursor, asOf } = await ask(world.app, path(), stampsResponse)
    expect({ stamps, nextCursor, chain: asOf.chain }).toEqual({
      stamps: [],
      nextCursor: undefined,
      chain: 'eip155:31337',
    })
  })

  it('come newest first, each whole, and none of another owner or chain', async () => {
    await post(
      first,
      { stampId: bytes32('old'), postedBlock: 3 },
      { stampId: bytes32('new'), postedBlock: 9, carriage: 2n ** 96n - 1n },
      { stampId: bytes32('not its own'), inboxId: bytes32('x'), sender: address('x') },
    )
    await post(second, { stampId: bytes32('elsewhere') })
    const { stamps } = await ask(world.app, path(), stampsResponse)
    expect(stamps.map(({ stampId }) => stampId)).toEqual([bytes32('new'), bytes32('old')])
    expect(stamps[0]).toMatchObject({
      sender: getAddress(payer),
      inboxId: recipient,
      carriage: '79228162514264337593543950335',
      postedBlock: '9',
      status: 'open',
      canExpire: false,
    })
  })

  it.each([1, 2, 3, 7, 30, 59, 60, 61, 200])('come whole in pages of %i', async (limit) => {
    const ids = await postMany(60)
    const pages = await walk(world.app, path(`&limit=${limit}`), stampsResponse)
    const sizes = pages.map(({ stamps }) => stamps.length)
    expect(pages.flatMap(({ stamps }) => stamps.map(({ stampId }) => stampId))).toEqual(ids)
    expect(sizes.slice(0, -1).every((size) => size === limit)).toBe(true)
    expect(sizes.length).toBe(Math.ceil(60 / limit))
  })

  it('come whole though others come in', async () => {
    const ids = await postMany(20)
    let block = 100
    const pages = await walk(world.app, path('&limit=3'), stampsResponse, () =>
      post(first, { stampId: bytes32(`late ${++block}`), postedBlock: block }),
    )
    expect(pages.flatMap(({ stamps }) => stamps.map(({ stampId }) => stampId))).toEqual(ids)
  })

  it('go on although a reorg took away where the page ended', async () => {
    const ids = await postMany(9)
    const pages = await walk(world.app, path('&limit=4'), stampsResponse, (page) =>
      page === 1 ? first.tables.run(`delete from stamp where stamp_id = '${ids[3]}'`) : post(first),
    )
    const rest = pages.slice(1).flatMap(({ stamps }) => stamps.map(({ stampId }) => stampId))
    expect(rest.filter((id) => id !== bytes32('stamp'))).toEqual(ids.slice(4))
  })

  it('are those of a status', async () => {
    const ids = await postMany(40, (i) => ({ status: i % 3 === 0 ? 'collected' : 'open' }))
    const pages = await walk(world.app, path('&status=collected&limit=4'), stampsResponse)
    const found = pages.flatMap(({ stamps }) => stamps)
    expect(found.every(({ status }) => status === 'collected')).toBe(true)
    expect(found).toHaveLength(14)
    const all = await ask(world.app, path('&limit=200'), stampsResponse)
    expect(all.stamps.map(({ stampId }) => stampId)).toEqual(ids)
    expect(all.stamps.filter(({ status }) => status === 'collected')).toEqual(found)
  })

  it('of a rare status are found behind thousands of others', async () => {
    await post(first, { stampId: bytes32('rare'), postedBlock: 1, status: 'returned' })
    await post(first, { stampId: bytes32('other') })
    await flood(12_000)
    const pages = await walk(world.app, path('&status=returned'), stampsResponse)
    expect(pages.flatMap(({ stamps }) => stamps.map(({ stampId }) => stampId))).toEqual([
      bytes32('rare'),
    ])
    expect(pages.length).toBeLessThanOrEqual(4)
  })

  it('of one block come whole, however many they are', async () => {
    await post(first, { stampId: bytes32('other') })
    await flood(1_000, 50)
    const pages = await walk(world.app, path('&limit=200'), stampsResponse)
    const ids = pages.flatMap(({ stamps }) => stamps.map(({ stampId }) => stampId))
    expect(new Set(ids).size).toBe(1_001)
    expect(ids).toHaveLength(1_001)
  })

  it.each([
    ['&limit=0', '/limit'],
    ['&limit=201', '/limit'],
    ['&limit=1.5', '/limit'],
    ['&limit=x', '/limit'],
    ['&status=voided', '/status'],
    ['&status=', '/status'],
    ['&cursor=', '/cursor'],
    ['&cursor=%00', '/cursor'],
    [`&cursor=${'A'.repeat(100_000)}`, '/cursor'],
    ['&cursor=AAAAAAAAAAAAW10', '/cursor'],
    ['&page=2', '/page'],
  ])('refuse %.40s', async (query, pointer) => {
    const problem = await askProblem(world.app, path(query), 'invalid_request')
    expect(problem.errors).toEqual([{ in: 'query', pointer, detail: expect.any(String) }])
  })

  it('refuse the cursor of another list, owner, filter or chain', async () => {
    await postMany(5)
    const { nextCursor } = await ask(world.app, path('&limit=2'), stampsResponse)
    const paths = lists
      .map(([, other]) => other)
      .flatMap((other) => [
        ...(other === path ? [] : [other('')]),
        other('&status=open'),
        other('', 'eip155:31338'),
        other().replace(/0x[0-9a-f]+/, (id) => `${id.slice(0, -1)}${id.endsWith('0') ? 1 : 0}`),
      ])
    for (const foreign of paths) {
      const problem = await askProblem(
        world.app,
        `${foreign}&cursor=${nextCursor}`,
        'invalid_request',
      )
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/cursor'])
    }
    await ask(world.app, path(`&limit=3&cursor=${nextCursor}`), stampsResponse)
  })

  it('tell what can be expired, by the second', async () => {
    const now = world.clock.now / 1_000
    await post(
      first,
      { stampId: bytes32('over'), postedBlock: 5, expiresAt: now },
      { stampId: bytes32('not yet'), postedBlock: 4, expiresAt: now + 1 },
      { stampId: bytes32('admitted'), postedBlock: 3, expiresAt: now - 1, status: 'admitted' },
      { stampId: bytes32('settled'), postedBlock: 2, expiresAt: now - 1, status: 'collected' },
    )
    const { stamps } = await ask(world.app, path(), stampsResponse)
    expect(stamps.map(({ canExpire }) => canExpire)).toEqual([true, false, true, false])
  })
})

describe('stamps of an inbox', () => {
  it('that nobody registered are not found, with the block of which that is true', async () => {
    const id = bytes32('nobody')
    const path = ofInbox().replace(recipient, id)
    const problem = await askProblem(world.app, path, 'inbox_not_found')
    expect(problem.detail).toContain(`No inbox ${id} on eip155:31337 up to block 10.`)
    await askProblem(world.app, ofInbox('', 'eip155:31338'), 'inbox_not_found')
  })
})

describe('stamps of a sender', () => {
  it('that can be expired are found by themselves', async () => {
    const now = world.clock.now / 1_000
    await postMany(30, (i) => ({
      expiresAt: i % 10 === 0 ? now : now + 1,
      status: i % 20 === 0 ? 'admitted' : 'open',
    }))
    const path = ofSender('&canExpire=true')
    const { stamps } = await ask(world.app, path, stampsResponse)
    expect(stamps.map(({ canExpire, status }) => [canExpire, status])).toEqual(
      expect.arrayContaining([
        [true, 'open'],
        [true, 'admitted'],
      ]),
    )
    expect(stamps).toHaveLength(3)
    const open = await ask(world.app, `${path}&status=open`, stampsResponse)
    expect(open.stamps).toHaveLength(1)
    await askProblem(world.app, ofSender('&canExpire=false'), 'invalid_request')
  })

  it('can be expired by the time of a block that is ahead of the clock', async () => {
    const before = world.clock.now
    world.clock.now = genesisTime * 1_000
    await Promise.all(world.chains.map(({ index }) => index()))
    await post(first, { expiresAt: first.fake.head.timestamp })
    const { stamps } = await ask(world.app, ofSender('&canExpire=true'), stampsResponse)
    world.clock.now = before
    await Promise.all(world.chains.map(({ index }) => index()))
    expect(stamps).toHaveLength(1)
  })
})

type Row = Partial<typeof schema.stamp.$inferInsert>

function post(chain: WorldChain, ...rows: Row[]): Promise<void> {
  const fresh = { expiresAt: genesisTime + hour }
  const all = rows.length === 0 ? [{}] : rows
  return chain.tables.insert(
    schema.stamp,
    ...all.map((row) => toStamp(chain.id, { ...fresh, ...row })),
  )
}

/** Posts as many, three to a block; gives their ids in the order of the list. */
async function postMany(count: number, row: (i: number) => Row = () => ({})): Promise<Hex[]> {
  const stamps = Array.from({ length: count }, (_, i) => ({
    stampId: bytes32(`stamp ${i}`),
    postedBlock: Math.floor(i / 3),
    ...row(i),
  }))
  await post(first, ...stamps)
  return stamps
    .toSorted((a, b) => b.postedBlock - a.postedBlock || (a.stampId < b.stampId ? 1 : -1))
    .map(({ stampId }) => stampId)
}

/** Copies the stamp `other` so often, into one block or as many. */
function flood(count: number, block?: number): Promise<void> {
  return first.tables.run(`
    insert into stamp select (s).* from (
      select jsonb_populate_record(stamp, jsonb_build_object(
        'stamp_id', '0x' || lpad(to_hex(i), 64, '0'), 'posted_block', ${block ?? 'i + 10'}
      )) as s
      from stamp, generate_series(1, ${count}) i where stamp_id = '${bytes32('other')}'
    ) copies`)
}

function register(chain: WorldChain): Promise<void> {
  return chain.tables.insert(schema.inbox, {
    chainId: chain.id,
    inboxId: recipient,
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
  })
}
