import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Verdict, VerdictItem } from '../../protocol/wire/verify.ts'
import type { ModelWorld } from './verifyModel.ts'
import { judgeByModel } from './verifyModel.ts'
import type { Scene } from './verifyScene.ts'
import { startScene } from './verifyScene.ts'
import type { Asked } from './worlds/drawWorld.ts'
import { drawWorld } from './worlds/drawWorld.ts'
import { everyVerdict } from './worlds/everyVerdict.ts'
import { fillWorlds } from './worlds/fillWorlds.ts'
import { worldSketch, worldTags } from './worlds/worldSketch.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
  await scene.tag('safe', worldTags.safe)
  await scene.tag('finalized', worldTags.finalized)
})
afterAll(() => scene.stop())

/** Fails where the API does not say what the model says, with all that is needed to see why. */
function compare(
  given: VerdictItem,
  world: ModelWorld,
  { request, truth }: Asked,
  seen: Map<string, number>,
): void {
  const expected = judgeByModel(world, request, truth)
  const { eligible, reason, senderProof } = given
  seen.set(`${reason} ${eligible}`, (seen.get(`${reason} ${eligible}`) ?? 0) + 1)
  expect({ eligible, reason, senderProof, request, world }).toEqual({
    eligible: expected.eligible,
    reason: expected.reason,
    senderProof: expected.isProven ? 'verified' : 'unverified',
    request,
    world,
  })
  const named = given.postage ? [given.postage.stampId ?? given.postage.mailingId] : []
  if (expected.stampIds.length === 0) expect(named).toEqual([])
  else expect(expected.stampIds).toContain(named[0])
}

describe('verify, against the table read word by word', () => {
  it('says what the model says of every letter of thousands of small worlds', async () => {
    const seen = new Map<string, number>()
    const worlds = fc.array(worldSketch, { minLength: 120, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(worlds, async (sketches) => {
        const drawn = await Promise.all(sketches.map(drawWorld))
        await fillWorlds(
          scene,
          drawn.map(({ world }) => world),
        )
        const asked = drawn.flatMap(({ world, requests }) =>
          requests.map((request) => ({ world, asked: request })),
        )
        const { results } = await scene.batch(asked.map((one) => one.asked.request))
        for (const [n, one] of asked.entries()) {
          compare(results[n] as VerdictItem, one.world, one.asked, seen)
        }
        const one = asked[0]
        if (!one) return
        const { asOf: _, ...single } = (await scene.verify(one.asked.request)) as Verdict
        expect(single).toEqual(results[0])
      }),
      { numRuns: 8, endOnFailure: true },
    )
    expect([...seen.keys()].sort()).toEqual(everyVerdict)
  }, 240_000)
})
