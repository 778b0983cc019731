import { getAddress } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FeedEntry } from '../../../protocol/wire/event.ts'
import { eventKinds, feedEntry } from '../../../protocol/wire/event.ts'
import { address, bytes32, recipient, relay } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import type { FakeIndex } from './fakeIndex.ts'
import { createFakeIndex, owner } from './fakeIndex.ts'
import type { Process } from './tell.ts'
import { entriesOf, settle, startProcess } from './tell.ts'

let world: World
let chain: WorldChain
let index: FakeIndex
let writer: Process

const stamp = bytes32('stamp')
const other = bytes32('other stamp')

beforeAll(async () => {
  world = await startWorld()
  ;[chain] = world.chains as [WorldChain]
})
beforeEach(async () => {
  await world.services.store.query('delete from api.feed')
  await world.services.store.query('delete from api.feed_cursor')
  chain.fake.dropTo(10)
  chain.fake.isDown = false
  index = createFakeIndex(chain)
  await index.sync()
  writer = startProcess(world, chain)
  await settle(writer)
})
afterEach(() => writer.close())
afterAll(() => world.stop())

describe('an event', () => {
  it('is told once, with its facts and the rows that it touched', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await settle(writer)
    await settle(writer)
    const [entry, ...more] = await entries()
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      type: 'stamp.posted',
      chain: 'eip155:31337',
      block: {
        number: '11',
        hash: chain.fake.head.hash,
        timestamp: chain.fake.head.timestamp,
      },
      logIndex: 0,
      inboxId: recipient,
      relay: getAddress(relay),
      stampId: stamp,
      data: { stampId: stamp, sender: getAddress(address('payer')), carriage: '10', stake: '1000' },
      state: [{ table: 'stamp', key: { stampId: stamp }, row: { status: 'open', carriage: '10' } }],
    })
  })

  it('has the state of when it was written', async () => {
    index.mine({ do: 'post', stamp }, { do: 'admitted', stamp })
    index.mine({ do: 'collected', stamp })
    await index.sync()
    await settle(writer)
    expect(await told()).toEqual([
      'stamp.posted collected',
      'stamp.admitted collected',
      'stamp.collected collected',
    ])
  })

  it('is told in chain order, whatever table it is of', async () => {
    index.mine(
      { do: 'consent', subject: bytes32('subject'), word: 'denied' },
      { do: 'post', stamp },
      { do: 'link', wallet: address('wallet'), inboxId: owner },
      { do: 'transfer', from: address('from'), to: address('to'), amount: 5n },
      { do: 'linkAccount', account: 'cosmos:x:y' },
      { do: 'admitted', stamp },
    )
    await index.sync()
    await settle(writer)
    expect((await entries()).map(({ type }) => type)).toEqual([
      ...['consent.set', 'stamp.posted', 'wallet.linked', 'balance.transferred'],
      ...['account.linked', 'stamp.admitted'],
    ])
  })

  it('is not told before its block has its row', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await chain.tables.run('delete from block where number = 11')
    await settle(writer)
    expect(await entries()).toEqual([])
  })

  it('is told in pieces where there are many', async () => {
    const many = Array.from({ length: 600 }, (_, i) => bytes32(`stamp ${i}`))
    index.mine(...many.map((id) => ({ do: 'post', stamp: id }) as const))
    await index.sync()
    expect(await writer.tick()).toBe(true)
    expect(await entries()).toHaveLength(500)
    await settle(writer)
    expect((await entries()).map(({ stampId }) => stampId)).toEqual(many)
  })
})

describe('a reorg', () => {
  it('that removes an event retracts it, newest first, with the rows as they are now', async () => {
    index.mine({ do: 'post', stamp })
    index.mine({ do: 'admitted', stamp })
    await index.sync()
    await settle(writer)
    index.reorg([[], []])
    await index.sync()
    await settle(writer)
    const all = await entries()
    expect(all.map(({ type, retractedType }) => retractedType ?? type)).toEqual([
      ...['stamp.posted', 'stamp.admitted', 'stamp.admitted', 'stamp.posted'],
    ])
    expect(all[3]).toMatchObject({
      type: 'retracted',
      retracts: all[0]?.id,
      block: all[0]?.block,
      data: all[0]?.data,
      inboxId: recipient,
      state: [{ table: 'stamp', key: { stampId: stamp }, row: null }],
    })
  })

  it('that moves an event retracts it and tells it anew', async () => {
    index.mine({ do: 'post', stamp })
    index.mine()
    await index.sync()
    await settle(writer)
    index.reorg([[], [{ do: 'post', stamp }]])
    await index.sync()
    await settle(writer)
    expect((await entries()).map(({ type, block }) => [type, block.number])).toEqual([
      ['stamp.posted', '11'],
      ['retracted', '11'],
      ['stamp.posted', '12'],
    ])
  })

  it('that leaves an event at its place, in another block, retracts it and tells it anew', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await settle(writer)
    index.reorg([[{ do: 'post', stamp }]])
    await index.sync()
    await settle(writer)
    const [first, second, third] = await entries()
    expect(second).toMatchObject({ type: 'retracted', retracts: first?.id })
    expect(third).toMatchObject({ type: 'stamp.posted', block: { number: '11' } })
    expect(third?.block.hash).not.toBe(first?.block.hash)
  })

  it('that swaps one outcome for another tells both', async () => {
    index.mine({ do: 'post', stamp })
    index.mine({ do: 'collected', stamp })
    await index.sync()
    await settle(writer)
    index.reorg([[{ do: 'expired', stamp }]])
    await index.sync()
    await settle(writer)
    expect(await told()).toEqual([
      ...['stamp.posted collected', 'stamp.collected collected'],
      ...['retracted expired', 'stamp.expired expired'],
    ])
  })

  it('is told by whoever comes next, where nobody wrote meanwhile', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await settle(writer)
    await writer.close()
    index.reorg([[{ do: 'post', stamp: other }]])
    index.mine()
    await index.sync()
    const next = startProcess(world, chain)
    await settle(next)
    await next.close()
    expect((await entries()).map(({ type, stampId }) => [type, stampId])).toEqual([
      ['stamp.posted', stamp],
      ['retracted', stamp],
      ['stamp.posted', other],
    ])
  })

  it('of more events than one transaction takes is told in pieces', async () => {
    const many = Array.from({ length: 700 }, (_, i) => bytes32(`stamp ${i}`))
    index.mine(...many.map((id) => ({ do: 'post', stamp: id }) as const))
    await index.sync()
    await settle(writer)
    index.reorg([[{ do: 'post', stamp }]])
    await index.sync()
    await settle(writer)
    const all = await entries()
    expect(all.slice(700, 1_400).map(({ stampId }) => stampId)).toEqual(many.toReversed())
    expect(all.at(-1)).toMatchObject({ type: 'stamp.posted', stampId: stamp })
    expect(all).toHaveLength(1_401)
  })

  it('to a shorter chain is believed once the node has shown it for a second', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await settle(writer)
    index.dropTo(10)
    await index.sync()
    await settle(writer)
    expect(await entries()).toHaveLength(1)
    await expect
      .poll(
        async () => {
          await settle(writer)
          return (await entries()).map(({ type }) => type)
        },
        { timeout: 5_000 },
      )
      .toEqual(['stamp.posted', 'retracted'])
  })

  it('below the beginning of the feed makes it begin anew', async () => {
    index.mine({ do: 'post', stamp })
    await index.sync()
    await settle(writer)
    index.reorg(Array.from({ length: 11 }, () => []))
    chain.fake.reorg(chain.fake.blocks.length)
    await index.sync()
    await settle(writer)
    const [cursor] = await world.services.store.query<{ from: number; last: number }>(
      'select readable_from as from, last_seq as last from api.feed_cursor',
    )
    const [entry] = await entries()
    expect(cursor?.from).toBeGreaterThan(Number(entry?.id))
    index.mine({ do: 'post', stamp: other })
    await index.sync()
    await settle(writer)
    expect(await entries()).toHaveLength(2)
  })
})

describe('an index that cannot be trusted', () => {
  it('is not told of', async () => {
    chain.fake.isDown = true
    world.clock.now += 6_000
    index.mine({ do: 'post', stamp })
    await index.sync()
    await expect(writer.tick()).rejects.toMatchObject({ code: 'index_stale' })
    expect(await entries()).toEqual([])
    chain.fake.isDown = false
    await index.sync()
    await settle(writer)
    expect(await entries()).toHaveLength(1)
  })

  it('and is behind what has been told, as after a crash, is waited for', async () => {
    index.mine({ do: 'post', stamp })
    index.mine({ do: 'admitted', stamp })
    await index.sync()
    await settle(writer)
    await index.sync(10)
    await settle(writer)
    await index.sync(11)
    await settle(writer)
    await index.sync(12)
    await settle(writer)
    expect((await entries()).map(({ type }) => type)).toEqual(['stamp.posted', 'stamp.admitted'])
  })
})

describe('the beginning', () => {
  it('is what may still be undone: older events are left to the snapshot', async () => {
    await world.services.store.query('delete from api.feed_cursor')
    await writer.close()
    index.mine({ do: 'post', stamp })
    for (let i = 0; i < 31; i++) index.mine()
    index.mine({ do: 'post', stamp: other })
    await index.sync()
    writer = startProcess(world, chain)
    await settle(writer)
    expect((await entries()).map(({ stampId }) => stampId)).toEqual([other])
  })
})

async function entries(): Promise<FeedEntry[]> {
  const all = await entriesOf(world, chain.id)
  for (const entry of all) {
    expect(feedEntry.strict().parse(entry)).toEqual(entry)
    const type = entry.retractedType ?? entry.type
    if (type in eventKinds) {
      const { data } = eventKinds[type as keyof typeof eventKinds]
      expect(data.strict().parse(entry.data)).toEqual(entry.data)
    }
  }
  return all
}

/** Type of each entry and the status of the stamp that it carries. */
async function told(): Promise<string[]> {
  return (await entries()).map(({ type, state }) => `${type} ${state[0]?.row?.status}`)
}
