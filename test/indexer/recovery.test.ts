import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
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

    await chain.client.revert({ id: snapshot })
    await chain.client.mine({ blocks: 1 })
    await chain.client.mine({ blocks: 1 })
    expect(await chain.everything()).toEqual(before)
    await expectBlocksOfTheChain()
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
    const blocks = await chain.rows('block')
    await chain.reindex()
    expect(await chain.everything()).toEqual(before)
    expect((await chain.rows('block')).slice(0, blocks.length)).toEqual(blocks)
  })
})

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
