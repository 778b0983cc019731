import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../../../api/app.ts'
import { createApp } from '../../../api/app.ts'
import * as schema from '../../../indexer/ponder.schema.ts'
import { statsResponse } from '../../../protocol/wire/stats.ts'
import { ask, askProblem } from '../ask.ts'
import { holdToContract } from '../contract.ts'
import type { Scene } from '../verifyScene.ts'
import { address, bytes32, head, native, now, startScene } from '../verifyScene.ts'

/*
getStats
├── every bucket of the time asked for, also the empty ones
│   ├── without a time: 48 hours or 30 days up to now
│   └── widened to whole buckets; at most 400
├── a second belongs to the bucket that it begins in
├── outcomes count when they happen, postage when it is posted
├── postage of the 20 tokens most used in each bucket, with their symbols
├── what no reorg reaches any more is read in parts and kept, the rest is not
│   └── given the index was rebuilt → nothing of before
└── given a time that is none, or too long → invalid_request
*/

const hour = 3_600
const day = 86_400
/** The hour that the scene's blocks are in. */
const start = Math.floor(now / hour) * hour

let scene: Scene
/** Another in every test: one keeps what is settled. */
let app: App

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(async () => {
  app = holdToContract(createApp(scene.world.services))
  await scene.reset()
  await scene.chain.tables.run('truncate stamp_step, mailing')
})
afterAll(() => scene.stop())

const path = (query: string) => `/v1/stats?chain=eip155:31337${query}`
const read = (query: string) => ask(app, path(query), statsResponse)
const empty = {
  stamps: { posted: 0, admitted: 0, collected: 0, returned: 0, expired: 0 },
  postage: [],
  inboxes: 0,
  mailings: 0,
  letters: 0,
}

describe('getStats', () => {
  it('has 48 hours up to this one', async () => {
    const { buckets, from, to, tokens, asOf } = await read('&bucket=hour')
    expect(asOf.blockNumber).toBe(String(head))
    expect({ from, to, tokens }).toEqual({ from: start - 47 * hour, to: start + hour, tokens: [] })
    expect(buckets).toHaveLength(48)
    expect(buckets[0]).toEqual({ start: from, ...empty })
    expect(buckets.at(-1)).toEqual({ start, ...empty })
  })

  it('has 30 days of UTC up to this one', async () => {
    const { buckets, to } = await read('&bucket=day')
    expect(buckets).toHaveLength(30)
    expect(buckets.every((bucket) => bucket.start % day === 0)).toBe(true)
    expect(to).toBe(Math.floor(now / day) * day + day)
  })

  it.each([
    [start, start + hour, [start]],
    [start + 1, start + 2, [start]],
    [start - 1, start + 1, [start - hour, start]],
    [start, start + hour + 1, [start, start + hour]],
  ])('widens %i to %i to whole hours', async (from, to, starts) => {
    const { buckets } = await read(`&bucket=hour&from=${from}&to=${to}`)
    expect(buckets.map((bucket) => bucket.start)).toEqual(starts)
  })

  it('goes as far as an answer reaches from an early second on', async () => {
    const { buckets, from, to } = await read('&bucket=hour&from=0')
    expect([buckets.length, from, to]).toEqual([400, 0, 400 * hour])
    const recent = await read(`&bucket=hour&from=${start - hour}`)
    expect(recent.buckets).toHaveLength(2)
    const future = await read(`&bucket=hour&from=${start + 5 * hour}`)
    expect(future.buckets).toHaveLength(1)
    const early = await read('&bucket=day&to=1')
    expect([early.from, early.to]).toEqual([0, day])
  })

  it('counts each second in the bucket that it is in', async () => {
    const seconds = [start - 1, start, start + hour - 1, start + hour]
    await scene.stamps(
      ...seconds.map((postedAt) => ({ postedAt, stampId: bytes32(String(postedAt)) })),
    )
    for (const [i, registeredAt] of seconds.entries()) {
      await scene.inbox({ registeredAt, inboxId: bytes32(`inbox ${i}`) })
      await step({ timestamp: registeredAt, step: 'posted', stampId: bytes32(`${i}`) })
      await step({
        timestamp: registeredAt,
        step: 'expired',
        stampId: bytes32(`${i}`),
        logIndex: 1,
      })
    }
    const { buckets } = await read(`&bucket=hour&from=${start - hour}&to=${start + 2 * hour}`)
    expect(buckets.map(({ stamps }) => stamps.posted)).toEqual([1, 2, 1])
    expect(buckets.map(({ stamps }) => stamps.expired)).toEqual([1, 2, 1])
    expect(buckets.map(({ inboxes }) => inboxes)).toEqual([1, 2, 1])
  })

  it('tells what happened, and what was paid', async () => {
    const token = address('token')
    const huge = 2n ** 96n - 1n
    await scene.stamps(
      { stampId: bytes32('1'), postedAt: start, carriage: huge, stake: huge },
      { stampId: bytes32('2'), postedAt: start + 1, carriage: huge, stake: huge },
      { stampId: bytes32('3'), postedAt: start + 2, token, carriage: 0n, stake: 7n },
      { stampId: bytes32('4'), postedAt: start + 3, sender: address('another payer') },
      { stampId: bytes32('5'), postedAt: start - hour, status: 'collected' },
    )
    const outcomes = ['admitted', 'admitted', 'collected', 'returned', 'expired'] as const
    for (const [i, outcome] of outcomes.entries()) {
      await step({ step: outcome, stampId: bytes32(`stamp ${i}`) })
    }
    await openMailing({ count: 1_000_000, openedAt: start })
    await openMailing({ count: 5, openedAt: start + hour - 1, mailingId: bytes32('second') })
    const { buckets, tokens } = await read(`&bucket=hour&from=${start}&to=${start + hour}`)
    expect(tokens).toEqual([
      { token: native, symbol: 'ETH', decimals: 18 },
      { token: getAddress(token) },
    ])
    expect(buckets).toEqual([
      {
        start,
        stamps: { posted: 4, admitted: 2, collected: 1, returned: 1, expired: 1 },
        postage: [
          {
            token: native,
            stamps: 3,
            carriage: String(2n * huge + 10n),
            stake: String(2n * huge + 1_000n),
          },
          { token: getAddress(token), stamps: 1, carriage: '0', stake: '7' },
        ],
        inboxes: 0,
        mailings: 2,
        letters: 1_000_005,
      },
    ])
  })

  it('speaks of the 20 tokens most used, however many there are', async () => {
    await scene.stamps(
      ...Array.from({ length: 300 }, (_, i) => ({
        stampId: bytes32(`stamp ${i}`),
        postedAt: start,
        token: i % 3 === 0 ? native : address(`token ${i % 100}`),
      })),
    )
    const { buckets, tokens } = await read(`&bucket=hour&from=${start}`)
    expect(tokens).toHaveLength(20)
    expect(tokens[0]?.token).toBe(native)
    expect(buckets[0]?.postage).toHaveLength(20)
    expect(buckets[0]?.stamps.posted).toBe(300)
  })

  describe('of a long chain', () => {
    const mined = 100
    beforeEach(async () => {
      // Blocks of a day each: the newest 60 may still change.
      await scene.chain.tables.run('truncate block')
      const blocks = scene.chain.fake.blocks.slice(-mined).map((block, i) => ({
        ...block,
        chainId: scene.chain.id,
        timestamp: i === mined - 1 ? block.timestamp : block.timestamp - (mined - i) * day,
      }))
      await scene.chain.tables.insert(schema.block, ...blocks)
    })
    afterAll(() => scene.chain.index())

    const series = (count: number) => {
      const to = Math.floor(now / day) * day + day
      return read(`&bucket=day&from=${to - count * day}&to=${to}`)
    }

    it('is the same in parts as in one, and settled days are kept', async () => {
      const at = (days: number) => ({
        stampId: bytes32(`${days} days ago`),
        postedAt: now - days * day,
      })
      await scene.stamps(...[0, 1, 5, 30, 59, 61, 65, 70, 80, 90, 99, 120].map(at))
      const first = await series(130)
      const counts = first.buckets.map(({ stamps }) => stamps.posted)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12)
      expect(first.buckets.map((bucket) => bucket.start)).toEqual(
        Array.from({ length: 130 }, (_, i) => first.from + i * day),
      )
      await scene.chain.tables.run('truncate stamp')
      await scene.stamps({ stampId: bytes32('new'), postedAt: now })
      const second = await series(130)
      expect(second.buckets.slice(0, 60)).toEqual(first.buckets.slice(0, 60))
      expect(second.buckets.slice(-50).map(({ stamps }) => stamps.posted)).toEqual([
        ...Array.from({ length: 49 }, () => 0),
        1,
      ])
      scene.world.clock.now += 3_600_000
      await scene.chain.chain.freshness.poll()
      const later = await series(130)
      scene.world.clock.now -= 3_600_000
      await scene.chain.chain.freshness.poll()
      expect(later.buckets[10]?.stamps.posted).toBe(0)
      expect(counts[9]).toBe(1)
    })

    const older = `number <= ${head} - 60`
    it.each([
      [
        'is of another branch',
        `update block set hash = '0x' || reverse(substr(hash, 3)) where ${older}`,
      ],
      [
        'begins at a later block',
        'delete from block where number = (select min(number) from block)',
      ],
      ['lacks the settled blocks', `delete from block where ${older}`],
    ])('nothing is kept once the index was rebuilt and %s', async (_, rebuild) => {
      const postedAt = now - 90 * day
      await scene.stamps({ stampId: bytes32('undone'), postedAt })
      const sum = async () => {
        const { buckets } = await series(130)
        expect(buckets).toHaveLength(130)
        return buckets.reduce((all, { stamps }) => all + stamps.posted, 0)
      }
      expect(await sum()).toBe(1)
      await scene.chain.tables.run('truncate stamp')
      expect(await sum()).toBe(1)
      await scene.chain.tables.run(rebuild)
      expect(await sum()).toBe(0)
    })
  })

  it.each([
    ['', '/bucket'],
    ['&bucket=week', '/bucket'],
    ['&bucket=hour&from=-1', '/from'],
    ['&bucket=hour&from=1e9', '/from'],
    ['&bucket=hour&from=999999999999', '/from'],
    ['&bucket=hour&from=5&to=5', '/to'],
    ['&bucket=hour&from=5&to=4', '/to'],
    [`&bucket=hour&from=0&to=${400 * hour + 1}`, '/from'],
    [`&bucket=day&from=0&to=${401 * day}`, '/from'],
    ['&bucket=day&limit=5', '/limit'],
  ])('refuses %j', async (query, pointer) => {
    const problem = await askProblem(app, path(query), 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })

  it('takes 400 buckets', async () => {
    const { buckets } = await read(`&bucket=day&from=0&to=${400 * day}`)
    expect(buckets).toHaveLength(400)
  })
})

function step(row: Partial<typeof schema.stampStep.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.stampStep, {
    chainId: scene.chain.id,
    stampId: bytes32('stamp'),
    blockNumber: 50,
    logIndex: 0,
    step: 'posted',
    blockHash: bytes32('block 50'),
    timestamp: start,
    transaction: bytes32('transaction'),
    ...row,
  })
}

function openMailing(row: Partial<typeof schema.mailing.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.mailing, {
    chainId: scene.chain.id,
    mailingId: bytes32('mailing'),
    sender: address('payer'),
    relay: address('relay'),
    token: native,
    root: bytes32('root'),
    carriage: 1n,
    stake: 1n,
    count: 1,
    expiresAt: now,
    uri: '',
    status: 'open',
    openedBlock: 50,
    openedLogIndex: 0,
    openedBlockHash: bytes32('block 50'),
    openedAt: start,
    openedTx: bytes32('opened'),
    carriagePaid: false,
    ...row,
  })
}
