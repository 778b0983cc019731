import { parseEventLogs } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { FeedEntry } from '../../helpers/faults/readFeed.ts'
import { readFeed } from '../../helpers/faults/readFeed.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

let rig: Rig
let chronicle: Chronicle
let random: Random
/** An id from before everything that happens here. */
let begin: string

beforeAll(async () => {
  random = seededRandom('The feed')
  rig = await startRig()
  chronicle = await openChronicle(rig)
  await chronicle.busyBlock(random)
  await rig.untilCurrent()
  begin = await positionNow()
})
afterAll(() => rig?.stop())

describe('a reorg while nobody listens', () => {
  it('that removes a post leaves its retraction in the feed', async () => {
    const letter = chronicle.draw()
    await chronicle.block([chronicle.post(letter)])
    await rig.untilCurrent()
    await untilTold(({ type, stampId }) => type === 'stamp.posted' && stampId === letter.stampId)
    await chronicle.reorg(1, [[], []])
    await rig.untilCurrent()
    await untilTold(({ type, stampId }) => type === 'retracted' && stampId === letter.stampId)
    const about = (await readFeed(rig, begin)).filter(({ stampId }) => stampId === letter.stampId)
    expect(about.map(({ type }) => type)).toEqual(['stamp.posted', 'retracted'])
    expect(about[1]?.retracts).toBe(about[0]?.id)
  })

  it('once and again leaves standing exactly what the chain has', async () => {
    for (let times = 0; times < 6; times++) {
      for (let blocks = 0; blocks < 4; blocks++) await chronicle.busyBlock(random)
      await rig.untilCurrent()
      const again = chronicle.letters.slice(-3).map((letter) => chronicle.post(letter))
      await chronicle.reorg(1 + random.below(4), [again, [], []].slice(0, 1 + random.below(3)))
      if (random.onceIn(3)) await rig.killApi().then(() => rig.restartApi())
      await rig.untilCurrent()
    }
    await expectTheChain()
  })

  it('and the API is killed with it is told by the next one', async () => {
    const letter = chronicle.draw()
    await chronicle.block([chronicle.post(letter)])
    await rig.untilCurrent()
    await untilTold(({ stampId }) => stampId === letter.stampId)
    await rig.killApi()
    await chronicle.reorg(1, [[], []])
    await rig.restartApi()
    await rig.untilCurrent()
    await untilTold(({ type, stampId }) => type === 'retracted' && stampId === letter.stampId)
    await expectTheChain()
  })
})

/** Reads the feed anew until an entry is there. */
async function untilTold(isIt: (entry: FeedEntry) => boolean): Promise<void> {
  const isTold = async () => (await readFeed(rig, begin, 500)).some(isIt)
  await poll(isTold, { for: 'an entry of the feed', within: 60_000 })
}

/** What stands in the feed is, event by event, what the chain has logged since. */
async function expectTheChain(): Promise<void> {
  const letter = chronicle.draw()
  await chronicle.block([chronicle.post(letter)])
  await rig.untilCurrent()
  await untilTold(({ stampId }) => stampId === letter.stampId)
  const standing = new Map<string, FeedEntry>()
  for (const entry of await readFeed(rig, begin)) {
    if (entry.type === 'retracted') standing.delete(entry.retracts as string)
    else if (entry.type !== 'state.corrected') standing.set(entry.id, entry)
  }
  const { inboxRegistry, relayRegistry, postOffice } = rig.contracts
  const abi = [...inboxRegistry.abi, ...relayRegistry.abi, ...postOffice.abi]
  const all = await rig.client.getLogs({
    address: [inboxRegistry.address, relayRegistry.address, postOffice.address],
    fromBlock: 0n,
  })
  const first = Math.min(...[...standing.values()].map(({ block }) => Number(block.number)))
  const logs = parseEventLogs({ abi, logs: all }).filter(
    ({ blockNumber }) => Number(blockNumber) >= first,
  )
  const placesOfFeed = [...standing.values()].map((e) => `${e.block.hash} ${e.logIndex}`)
  const placesOfChain = logs.map(({ blockHash, logIndex }) => `${blockHash} ${logIndex}`)
  expect(placesOfFeed.sort()).toEqual(placesOfChain.sort())
}

/** Where the feed is, once it has begun. */
async function positionNow(): Promise<string> {
  const url = `${rig.api().url}/v1/snapshot?chain=eip155:${rig.chainId}`
  let position: string | undefined
  const begun = async () => {
    const [first] = (await (await fetch(url)).text()).split('\n')
    position = (JSON.parse(first ?? '{}') as { position?: string }).position
    return position !== undefined
  }
  await poll(begun, { for: 'the feed', within: 30_000 })
  return position as string
}
