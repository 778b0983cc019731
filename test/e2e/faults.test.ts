import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Chronicle } from '../helpers/faults/chronicle.ts'
import { openChronicle } from '../helpers/faults/chronicle.ts'
import type { Rig } from '../helpers/faults/rig.ts'
import { startRig } from '../helpers/faults/rig.ts'
import { reasonOf, witnessed } from '../helpers/faults/witnessed.ts'
import { seededRandom } from '../helpers/seed.ts'
import { judgeVerdicts } from '../helpers/truth/judgeVerdicts.ts'

/** A taste of test/deep/faults and test/deep/truth, for every day. */
let rig: Rig
let chronicle: Chronicle

beforeAll(async () => {
  rig = await startRig()
  chronicle = await openChronicle(rig)
})
afterAll(() => rig?.stop())

describe('what the API says', () => {
  it('is true through a reorg, a node that stalls and the death of the API', async () => {
    const random = seededRandom('Faults')
    const undone = chronicle.draw()
    const act = async () => {
      await chronicle.block([chronicle.post(undone)])
      expect(await reasonOf(rig, chronicle, undone)).toBe('paid')
      await chronicle.reorg(1, [[]])
      expect(await reasonOf(rig, chronicle, undone)).toBe('postage_required')

      for (const node of [rig.apiNode, rig.indexerNode]) node.behave({ kind: 'stalls' })
      for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
      await rig.killApi()
      for (const node of [rig.apiNode, rig.indexerNode]) node.behave({ kind: 'well' })
      await rig.restartApi()
      await rig.untilCurrent()
    }
    const seen = await witnessed(rig, chronicle, act, { mayBeGone: true })
    expect(seen.ok).toBeGreaterThan(0)
  })

  it('of random letters is what the chain does', async () => {
    const random = seededRandom('Verdicts and the chain')
    await judgeVerdicts(rig, random, { rounds: 6, extraRounds: 0, least: 0 })
  })
})
