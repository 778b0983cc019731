import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { IndexedChain } from '../indexer/support/indexedChain.ts'
import { startIndexedChain } from '../indexer/support/indexedChain.ts'

/** A Hardhat node ends subscriptions and filters after five. */
const MINUTES = 6

describe('the indexer', () => {
  let chain: IndexedChain

  beforeAll(async () => {
    chain = await startIndexedChain()
  })

  afterAll(() => chain.stop())

  it(`still hears of new blocks after ${MINUTES} minutes`, async () => {
    const end = Date.now() + MINUTES * 60_000
    while (Date.now() < end) {
      await chain.client.mine({ blocks: 1 })
      await chain.untilCaughtUp()
      await sleep(5_000)
    }
    await chain.client.mine({ blocks: 1 })
    await chain.untilCaughtUp()
    const head = await chain.client.getBlockNumber()
    expect((await chain.rows('block', {})).at(-1)).toMatchObject({ number: Number(head) })
  })
})
