import { keccak256, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stamp } from '../../protocol/eip712/postOffice.ts'
import { inboxIdOf, stampIdOf } from '../../protocol/ids.ts'
import { call } from './support/call.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import { openMailing, prepareMailing } from './support/mailings.ts'
import type { Cast } from './support/story.ts'
import { cast, chapter, ending, opening } from './support/story.ts'

/** Twice Ponder's depth of finality on this chain, after which it forgets how to undo the first half. */
const FINALITY = 60

let chain: IndexedChain
let people: Cast

beforeAll(async () => {
  chain = await startIndexedChain()
  people = await cast(chain)
  await opening(chain, people)
  await chapter(chain, people, 1)
})
afterAll(() => chain?.stop())

describe('a reorg', () => {
  it('leaves the rows that a fresh index has, and only blocks of the chain', async () => {
    await chain.untilCaughtUp()
    const before = await chain.everything()
    const snapshot = await chain.client.snapshot()
    await chapter(chain, people, 2)
    await ending(chain, people)
    expect(await chain.everything()).not.toEqual(before)

    await chain.client.revert({ id: snapshot })
    await chapter(chain, people, 3)
    // Ponder takes the block that told it of a reorg in with the one after it.
    await chain.client.mine({ blocks: 1 })
    expect(await chain.everything()).toEqual(await chain.freshIndex())
    await expectBlocksOfTheChain()
  })

  it('undoes all of what a block did', async () => {
    await chain.untilCaughtUp()
    const before = await chain.everything()
    const snapshot = await chain.client.snapshot()
    await chapter(chain, people, 4)
    await ending(chain, people)
    expect(await chain.everything()).not.toEqual(before)

    await takeBackTo(snapshot)
    expect(await chain.everything()).toEqual(before)
    await expectBlocksOfTheChain()
  })

  it('takes the collecting of a letter back, and then its mailing', async () => {
    const { recipient, sender } = people
    const letter = { inboxId: inboxIdOf(recipient.address, 0n), letterHash: keccak256('0x02') }
    const expiresAt = (await now()) + 7_200
    const postage = { sender: sender.address, stake: 20n, expiresAt }
    const { mailing, mailingId, claims } = await prepareMailing(chain, [letter], postage)
    const { postOffice } = chain.contracts

    await chain.untilCaughtUp()
    const beforeOpening = await chain.client.snapshot()
    await chain.send(openMailing(chain, sender, mailing))
    const opened = await chain.everything()
    const beforeCollecting = await chain.client.snapshot()
    await chain.send(call(recipient, postOffice, 'collectMail', [mailing, claims]))
    expect(await chain.rows('mail', { mailingId })).toMatchObject([{ index: 0, ...letter }])

    await takeBackTo(beforeCollecting)
    expect(await chain.rows('mail', { mailingId })).toEqual([])
    expect(await chain.everything()).toEqual(opened)
    expect(await chain.rows('mailing', { mailingId })).toMatchObject([{ status: 'open' }])

    await takeBackTo(beforeOpening)
    expect(await chain.rows('mailing', { mailingId })).toEqual([])
    expect(await chain.rows('mailing_step', { mailingId })).toEqual([])
  })

  it('lets a stamp be posted that was called off in a block taken back', async () => {
    const { recipient, sender } = people
    const { postOffice } = chain.contracts
    const stamp: Stamp = {
      sender: sender.address,
      relay: zeroAddress,
      token: zeroAddress,
      inboxId: inboxIdOf(recipient.address, 0n),
      letterHash: keccak256('0x03'),
      carriage: 0n,
      stake: 20n,
      expiresAt: (await now()) + 7_200,
    }
    const { sender: _, ...input } = stamp
    const place = { chainId: chain.chainId, postOffice: postOffice.address }
    const stampId = stampIdOf({ ...place, stamp })

    await chain.untilCaughtUp()
    const snapshot = await chain.client.snapshot()
    await chain.send(call(sender, postOffice, 'voidStamps', [[stamp]]))
    expect(await chain.rows('voided_stamp', { stampId })).toHaveLength(1)

    await takeBackTo(snapshot)
    await chain.send(call(sender, postOffice, 'post', [input], 20n))
    expect(await chain.rows('voided_stamp', { stampId })).toEqual([])
    expect(await chain.rows('stamp', { stampId })).toMatchObject([{ status: 'open' }])
  })
})

describe('a lost indexer', () => {
  it('goes on where it was, with a row for each block that it missed', async () => {
    for (let i = 0; i < FINALITY; i += 1) await chain.client.mine({ blocks: 1 })
    await chain.untilCaughtUp()
    await chapter(chain, people, 5)
    await chain.killIndexer()
    await chapter(chain, people, 6)
    for (let i = 0; i < FINALITY; i += 1) await chain.client.mine({ blocks: 1 })

    await chain.restartIndexer()
    expect(await chain.everything()).toEqual(await chain.freshIndex())
    await expectBlocksOfTheChain()
  })
})

describe('a re-index', () => {
  it('gives the same rows, row for row, and the same blocks', async () => {
    await ending(chain, people)
    const before = await chain.everything()
    // Only of what the story takes back at its end is nothing left to compare.
    const empty = Object.keys(before).filter((table) => before[table]?.length === 0)
    expect(empty).toEqual(['account', 'recovery_transfer'])
    const blocks = await chain.rows('block')
    await chain.reindex()
    expect(await chain.everything()).toEqual(before)
    expect((await chain.rows('block')).slice(0, blocks.length)).toEqual(blocks)
  })
})

async function takeBackTo(snapshot: `0x${string}`): Promise<void> {
  await chain.client.revert({ id: snapshot })
  // Ponder takes the block that told it of a reorg in with the one after it.
  await chain.client.mine({ blocks: 1 })
  await chain.client.mine({ blocks: 1 })
}

async function now(): Promise<number> {
  return Number((await chain.client.getBlock()).timestamp)
}

async function expectBlocksOfTheChain(): Promise<void> {
  const rows = await chain.rows('block')
  const first = rows[0]?.number as number
  const head = Number(await chain.client.getBlockNumber())
  expect(rows).toHaveLength(head - first + 1)
  for (const [i, row] of rows.entries()) {
    const block = await chain.client.getBlock({ blockNumber: BigInt(first + i) })
    expect(row).toEqual({
      chainId: chain.chainId,
      number: first + i,
      hash: block.hash,
      parentHash: block.parentHash,
      timestamp: Number(block.timestamp),
    })
  }
}
