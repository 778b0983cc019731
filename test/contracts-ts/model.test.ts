import fc from 'fast-check'
import { artifacts } from 'hardhat'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Chain } from '../helpers/model/chain.ts'
import { createChain } from '../helpers/model/chain.ts'
import { DRAFTS, RECOVERY_DRAFTS } from '../helpers/model/draw/drawCall.ts'
import type { Scene } from '../helpers/model/draw/scene.ts'
import type { Step, Tally } from '../helpers/model/story.ts'
import { createScene, crowd, follow } from '../helpers/model/story.ts'
import { FUNCTIONS } from '../helpers/model/world.ts'

/** Of 1 to 100 calls each, 50 on average. */
const STORIES = process.env.RUN_DEEP === '1' ? 2_000 : 200

/** Choices of one call; the few calls that need more go on with the first of each list. */
const dice = fc.uint8Array({ minLength: 40, maxLength: 40 })
const stepsOf = (drafts: readonly string[]): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ draft: fc.constantFrom(...drafts), dice }), {
    minLength: 1,
    maxLength: 100,
    size: 'max',
  })
const steps = fc.oneof(
  { weight: 6, arbitrary: stepsOf(DRAFTS) },
  { weight: 1, arbitrary: stepsOf(RECOVERY_DRAFTS) },
)

describe('the contracts', () => {
  const tally: Tally = { successes: new Map(), errors: new Map() }
  let chain: Chain
  let scene: Scene

  beforeAll(async () => {
    chain = await createChain()
    scene = await createScene(chain, tally)
  })

  afterAll(() => chain.close())

  it('do what the model says, whoever calls whatever in any order at any time', {
    timeout: 1_800_000,
  }, async () => {
    const isCrowded = fc.constantFrom(...Array<boolean>(5).fill(false), true)
    await fc.assert(
      fc.asyncProperty(fc.noBias(isCrowded), fc.noBias(steps), async (crowded, drawn) => {
        const own = { ...scene, stamps: [], mailings: [], calls: [] }
        await chain.undone(async () => {
          if (crowded) await crowd(chain, own, tally)
          await follow(chain, own, drawn, tally)
        })
      }),
      // A failure names its calls. Without endOnFailure they become fewer, which takes a minute.
      { seed: 0x1234, numRuns: STORIES, endOnFailure: true },
    )

    const seldom = FUNCTIONS.filter((name) => (tally.successes.get(name) ?? 0) < 5)
    expect(seldom).toEqual([])
    const unseen = (await errorsOfInterfaces()).filter((name) => !tally.errors.has(name))
    expect(unseen).toEqual([])
  })
})

/** The names of all errors that the interfaces of what the model has define. */
async function errorsOfInterfaces(): Promise<string[]> {
  const { abi: registry } = await artifacts.readArtifact('IInboxRegistry')
  const { abi: office } = await artifacts.readArtifact('IPostOffice')
  const names = [...registry, ...office].flatMap((item) =>
    item.type === 'error' ? [item.name] : [],
  )
  return [...new Set(names)]
}
