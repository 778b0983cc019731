import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

/** How many processes are killed in a run. */
const KILLS = 6

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Crashes')
  rig = await startRig()
  chronicle = await openChronicle(rig)
})
afterAll(() => rig?.stop())

describe('kill -9 under load', () => {
  it('of indexer, API and Postgres at random moments loses and invents nothing', async () => {
    const order = ['indexer', 'api', 'database'] as const
    const act = async () => {
      let isOver = false
      const load = (async () => {
        while (!isOver) {
          await chronicle.busyBlock(random)
          await sleep(100)
        }
      })()
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(random.below(3_000))
        const victim = order[(kill + rig.client.chain.id) % order.length]
        const pause = random.below(2_000)
        if (victim === 'api') {
          await rig.killApi()
          await sleep(pause)
          await rig.restartApi()
        } else if (victim === 'indexer') {
          await rig.killIndexer()
          await sleep(pause)
          await rig.restartIndexer()
          if (random.onceIn(2)) await rig.indexer().waitUntilLive()
        } else {
          await rig.killDatabase()
          await sleep(pause)
          await rig.restartDatabase()
        }
      }
      isOver = true
      await load
    }
    const seen = await witnessed(rig, chronicle, act, { mayBeGone: true })
    expect(seen.ok).toBeGreaterThan(0)
    expect(seen.none).toBeGreaterThan(0)
  })
})
