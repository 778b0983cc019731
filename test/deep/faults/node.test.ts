import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import type { Behaviour } from '../../helpers/faults/rpcProxy.ts'
import { reasonOf, witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Nodes out of order')
  rig = await startRig()
  chronicle = await openChronicle(rig)
  for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
})
afterAll(() => rig?.stop())

/** Plays blocks for some seconds. */
async function busyFor(seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (Date.now() < end) {
    await chronicle.busyBlock(random)
    await sleep(150)
  }
}

/** Waits until a question about the newest letter meets a problem. */
async function untilProblem(code: string): Promise<void> {
  const [letter] = chronicle.letters.slice(-1)
  if (!letter) throw new Error('There is no letter')
  const isSaid = async () => {
    const { status, body } = await rig.post('/v1/verify', chronicle.question(letter))
    return status === 503 && (body as { code: string }).code === code
  }
  await poll(isSaid, { for: code, within: 30_000 })
}

const faulty: [name: string, behaviour: Behaviour][] = [
  ['takes requests and never answers', { kind: 'stalls' }],
  ['answers with 500', { kind: 'fails', status: 500 }],
]

describe.each(faulty)('a node that %s', (_name, behaviour) => {
  it('silences the API, which is right again as soon as it is back', async () => {
    const seen = await witnessed(rig, chronicle, async () => {
      rig.apiNode.behave(behaviour)
      await busyFor(2)
      await untilProblem('index_stale')
      rig.apiNode.behave({ kind: 'well' })
      await busyFor(1)
    })
    expect(seen.ok).toBeGreaterThan(0)
    expect(seen.index_stale).toBeGreaterThan(0)
  })

  it('stops the index, of which the API gives no old answer, and loses nothing', async () => {
    await witnessed(rig, chronicle, async () => {
      rig.indexerNode.behave(behaviour)
      await busyFor(2)
      await untilProblem('index_stale')
      rig.indexerNode.behave({ kind: 'well' })
      await busyFor(1)
    })
  })

  it('does both for all, again and again', async () => {
    await witnessed(rig, chronicle, async () => {
      for (let times = 0; times < 4; times++) {
        const some = random.pick([[rig.apiNode], [rig.indexerNode], [rig.apiNode, rig.indexerNode]])
        for (const node of some) node.behave(behaviour)
        await busyFor(random.below(4))
        for (const node of some) node.behave({ kind: 'well' })
        await busyFor(random.below(2))
      }
    })
  })
})

describe('a node that lags behind', () => {
  it('of the indexer makes the index stale beyond the lag allowed', async () => {
    const seen = await witnessed(rig, chronicle, async () => {
      rig.indexerNode.behave({ kind: 'lags', at: chronicle.head() })
      await busyFor(1)
      await untilProblem('index_stale')
      rig.indexerNode.behave({ kind: 'well' })
      await busyFor(1)
    })
    expect(seen.index_stale).toBeGreaterThan(0)
  })

  it('of the API makes it silent about blocks that it cannot confirm', async () => {
    const seen = await witnessed(rig, chronicle, async () => {
      rig.apiNode.behave({ kind: 'lags', at: chronicle.head() })
      await busyFor(1)
      await untilProblem('index_stale')
      rig.apiNode.behave({ kind: 'well' })
    })
    expect(seen.index_stale).toBeGreaterThan(0)
  })
})

describe('a node that goes backwards', () => {
  it('once, by some blocks, leaves everything as it was in the end', async () => {
    await witnessed(rig, chronicle, async () => {
      for (const by of [1, 5, 12]) {
        await busyFor(1)
        await rig.untilCurrent()
        const at = chronicle.head() - by
        for (const node of [rig.indexerNode, rig.apiNode]) node.behave({ kind: 'lags', at })
        await sleep(3_000)
        for (const node of [rig.indexerNode, rig.apiNode]) node.behave({ kind: 'well' })
        await rig.untilCurrent()
      }
    })
  })

  it('with every other answer, as several nodes behind one url do, invents nothing', async () => {
    await witnessed(rig, chronicle, async () => {
      for (const node of [rig.indexerNode, rig.apiNode]) node.behave({ kind: 'wavers', by: 2 })
      await busyFor(6)
      for (const node of [rig.indexerNode, rig.apiNode]) node.behave({ kind: 'well' })
    })
    const letter = chronicle.draw()
    await chronicle.block([chronicle.post(letter)])
    expect(await reasonOf(rig, chronicle, letter)).toBe('paid')
  })
})
