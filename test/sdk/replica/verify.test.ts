import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { VerdictItem } from '../../../protocol/wire/verify.ts'
import type { ReplicaQuestion } from '../../../sdk/src/replica/checkedItem.ts'
import type { Replica } from '../../../sdk/src/replica/openReplica.ts'
import { openReplica } from '../../../sdk/src/replica/openReplica.ts'
import type { Process } from '../../api/feed/tell.ts'
import { settle, startProcess } from '../../api/feed/tell.ts'
import type { Scene } from '../../api/verifyScene.ts'
import {
  address,
  bytes32,
  letterHash,
  native,
  now,
  recipient,
  relay,
  request,
  startScene,
} from '../../api/verifyScene.ts'
import { registry } from '../../api/verifySigners.ts'
import { drawWorld } from '../../api/worlds/drawWorld.ts'
import { everyVerdict } from '../../api/worlds/everyVerdict.ts'
import { fillWorlds } from '../../api/worlds/fillWorlds.ts'
import { worldSketch, worldTags } from '../../api/worlds/worldSketch.ts'
import { appSource } from './support/appSource.ts'

let scene: Scene
let writer: Process
const errors: unknown[] = []

beforeAll(async () => {
  scene = await startScene()
  await scene.tag('safe', worldTags.safe)
  await scene.tag('finalized', worldTags.finalized)
  writer = startProcess(scene.world, scene.chain)
  await settle(writer)
})
afterEach(() => expect(errors).toEqual([]))
afterAll(async () => {
  await writer.close()
  await scene.stop()
})

/** A replica of what is in the tables now, through the API's own snapshot. */
async function replicate(): Promise<Replica> {
  const { world, chain } = scene
  const replica = openReplica({
    ...{ source: appSource(world, chain).source, chain: chain.caip2, registry },
    now: () => world.clock.now,
    onError: (error) => void errors.push(error),
  })
  await replica.ready
  return replica
}

/** As it comes over HTTP: without what is undefined. */
function asJson(request: object): ReplicaQuestion {
  return JSON.parse(JSON.stringify(request))
}

/** Its verdict on a letter of the usual scene, but what it is true of. */
async function judge(fields: object = {}): Promise<VerdictItem> {
  const replica = await replicate()
  const { asOf: _, ...verdict } = replica.verify({ ...request, ...fields })
  replica.close()
  return verdict
}

describe('verify of a replica, against the API on the same tables', () => {
  it('says the same of every letter of thousands of worlds, field by field', async () => {
    const seen = new Map<string, number>()
    const worlds = fc.array(worldSketch, { minLength: 120, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(worlds, async (sketches) => {
        const drawn = await Promise.all(sketches.map(drawWorld))
        await fillWorlds(
          scene,
          drawn.map(({ world }) => world),
        )
        const questions = drawn.flatMap(({ requests }) =>
          requests.map(({ request }) => asJson(request)),
        )
        const { results, asOf } = await scene.batch(questions)
        const replica = await replicate()
        expect(replica.asOf()).toEqual(asOf)
        const others: { question: ReplicaQuestion; verdict: VerdictItem }[] = []
        for (const [n, question] of questions.entries()) {
          const { asOf: of, ...verdict } = replica.verify(question)
          expect(of).toEqual(asOf)
          const { eligible, reason } = verdict
          seen.set(`${reason} ${eligible}`, (seen.get(`${reason} ${eligible}`) ?? 0) + 1)
          const expected = results[n] as VerdictItem
          const stampId = verdict.postage?.stampId
          // Of several stamps that pass, all are equally good: by its name, the API says the same of this one.
          const isOther = eligible && stampId !== expected.postage?.stampId
          if (isOther)
            others.push({ question: { ...question, stampId: stampId as string }, verdict })
          const { postage: _, ...same } = expected
          expect({
            question,
            verdict: isOther ? { ...verdict, postage: undefined } : verdict,
          }).toEqual({
            question,
            verdict: isOther ? same : expected,
          })
        }
        const again = await scene.batch(others.map(({ question }) => question))
        expect(again.results).toEqual(others.map(({ verdict }) => verdict))
        replica.close()
      }),
      { numRuns: process.env.RUN_DEEP === '1' ? 100 : 8, endOnFailure: true },
    )
    expect([...seen.keys()].sort()).toEqual(everyVerdict)
  }, 240_000)

  it('says the same where an inbox accepts more tokens than anybody looks at', async () => {
    await scene.reset()
    await scene.inbox()
    for (let n = 0; n < 70; n++) await scene.terms({ token: address(`token ${n}`) })
    const tokens = Array.from({ length: 70 }, (_, n) => address(`token ${n}`)).sort()
    for (const token of [tokens[3], tokens[66], tokens[68]] as const) {
      await scene.price({ token: token as `0x${string}` })
    }
    const replica = await replicate()
    const minCarriage = { [tokens[67] as string]: '3', [tokens[1] as string]: '4' }
    for (const fields of [{}, { minCarriage }, { acceptUnpaidCarriage: true }]) {
      const { asOf: _, ...expected } = await scene.verify(fields)
      const { asOf: __, ...verdict } = replica.verify({ ...request, ...(fields as object) })
      expect(verdict).toEqual(expected)
    }
    replica.close()
  })

  it('takes what the API takes: ids in any case, and a chain that is its own', async () => {
    await scene.reset()
    await scene.inbox()
    await scene.stamps({})
    const upper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`
    const loud = {
      ...{ inboxId: upper(recipient), letterHash: upper(letterHash), relay: upper(relay) },
      ...{ chain: 'eip155:31337', minCarriage: { [native]: '10' } },
    }
    expect((await judge(loud)).reason).toBe('paid')
  })
})

describe('what a snapshot leaves out', () => {
  it('is refused as postage that is not there', async () => {
    await scene.reset()
    await scene.inbox()
    await scene.terms()
    await scene.price()
    const day = 86_400
    await scene.stamps({ expiresAt: now - day - 1 })
    expect((await scene.verify()).reason).toBe('expired')
    expect((await judge()).reason).toBe('postage_required')
    expect((await judge({ stampId: bytes32('stamp') })).reason).toBe('postage_unknown')
    await scene.chain.tables.run(`update stamp set expires_at = ${now - day}`)
    expect((await judge()).reason).toBe('expired')
  })
})

describe('a question that the API would refuse', () => {
  it.each([
    ['chain', { chain: 'eip155:1' }],
    ['relays', { relays: relay }],
    ['inboxId', { inboxId: recipient.slice(2) }],
    ['letterHash', { letterHash: undefined }],
    ['sender', { sender: `0x${'0'.repeat(24)}${'a'.repeat(40)}` }],
    ['finality', { finality: 'final' }],
    ['minConfirmations', { minConfirmations: 0 }],
    ['minConfirmations', { minConfirmations: Number.NaN }],
    ['minSecondsLeft', { minSecondsLeft: 1.5 }],
    ['minCarriage', { minCarriage: { [native]: 10 } }],
    ['minCarriage', { minCarriage: { [relay]: '1', [`0x${relay.slice(2).toUpperCase()}`]: '2' } }],
    ['acceptUnpaidCarriage', { acceptUnpaidCarriage: 'yes' }],
    ['senderAuthenticated', { senderAuthenticated: false }],
    ['policy.unknownInboxes', { policy: { unknownInboxes: 'carry' } }],
    ['mailing', { stampId: recipient, mailing: { mailingId: recipient, index: 0, proof: [] } }],
    ['mailing.index', { mailing: { mailingId: recipient, index: -1, proof: [] } }],
  ])('is refused before anything is judged: %s', async (parameter, fields) => {
    const replica = await replicate()
    const question = { ...request, ...fields } as unknown as ReplicaQuestion
    expect(() => replica.verify(question)).toThrow(
      expect.objectContaining({ name: 'InvalidParameterError', parameter }),
    )
    replica.close()
  })
})
