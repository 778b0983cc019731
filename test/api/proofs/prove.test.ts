import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Node, Reply } from '../../../api/freshness/node.ts'
import * as schema from '../../../indexer/ponder.schema.ts'
import { verifyProofs } from '../../../protocol/verifyProofs.ts'
import { verifyStampProof } from '../../../protocol/verifyStampProof.ts'
import type { ProofsResponse } from '../../../protocol/wire/proof.ts'
import { startAnvil } from '../../helpers/anvil.ts'
import type { ProofScene } from '../../protocol/support/proofScene.ts'
import { PROOF_SCENE_START, playProofScene } from '../../protocol/support/proofScene.ts'
import { askProblem } from '../ask.ts'
import { bytes32, toStamp } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
POST /v1/proofs, GET /v1/stamps/{stampId}/proof
├── given the node proves what it is asked → the proof
├── given it fails once, or tells of another block once → asked again, then the proof
├── given it fails again, keeps no such state, or answers with anything else → proof_unavailable
├── given what it proves is not what the index says → proof_unavailable
└── given the verdict is a refusal → the node is not asked
*/

let logDir: string
let anvil: Awaited<ReturnType<typeof startAnvil>>
let scene: ProofScene
let world: World
let chain: WorldChain
/** What stands between the API and the node: a test's own word on a call, or undefined to let it through. */
let meddle: ((call: Call, round: number) => Reply | undefined) | undefined
let rounds: Call[][]

beforeAll(async () => {
  logDir = mkdtempSync(join(tmpdir(), 'pennypost-prove-'))
  anvil = await startAnvil({ start: new Date(PROOF_SCENE_START * 1_000), logDir })
  scene = await playProofScene(anvil.url)
  world = await startWorld()
  chain = world.chains[0] as WorldChain
  await followAnvil()
  world.clock.now = Number(scene.head.timestamp) * 1_000
  await chain.index()
  const { dave, alice } = scene.people
  for (const person of [dave, alice]) {
    await chain.tables.insert(schema.inbox, {
      ...{ chainId: chain.id, inboxId: scene.inboxOf(person), creator: person.address },
      ...{ inboxNonce: 0n, recovery: person.address, recoverySinceBlock: 1, recoverySinceTime: 1 },
      ...{ keyEpoch: 0, registeredBlock: 1, registeredAt: 1, registeredTx: bytes32('tx') },
      ...{ registeredLogIndex: 0, consentGiven: false },
      // Of alice a lie: the chain says postage.
      ...{ door: 'free', doorSinceBlock: 1, doorSinceTime: 1 },
    })
  }
  const { stampId } = scene.cases['a stamp'].verdict.postage ?? {}
  await chain.tables.insert(schema.stamp, toStamp(chain.id, { stampId: stampId as Hex }))
})
beforeEach(() => {
  meddle = undefined
  rounds = []
})
afterAll(async () => {
  await world?.stop()
  await anvil?.stop()
  rmSync(logDir, { recursive: true, force: true })
})

/** Gives the fake chain the newest block of the real one, and the API its contracts and its node. */
async function followAnvil(): Promise<void> {
  const number = Number(scene.head.number)
  chain.fake.mine(number - chain.fake.head.number)
  chain.fake.head.hash = scene.head.hash as Hex
  chain.fake.head.timestamp = Number(scene.head.timestamp)
  const { InboxRegistry, RelayRegistry, PostOffice } = scene.contracts
  const { contracts } = chain.chain.deployment
  contracts.InboxRegistry.address = InboxRegistry
  contracts.RelayRegistry.address = RelayRegistry
  contracts.PostOffice.address = PostOffice
  const node: Node = {
    ...chain.fake.node,
    async request(calls) {
      rounds.push([...calls])
      const round = rounds.length
      const meddled = calls.map((call) => meddle?.(call, round))
      const replies = await scene.node.request(calls)
      return replies.map((reply, i) => meddled[i] ?? reply)
    },
  }
  chain.chain.node = node
  await Promise.resolve()
}

const freeDoor = () => scene.cases['a free door'].request
const init = (request: object = freeDoor()): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(request),
})

async function expectProven() {
  const response = await world.app.request('/v1/proofs', init())
  const answer = (await response.json()) as ProofsResponse
  expect({ status: response.status, answer }).toMatchObject({ status: 200 })
  const { contracts, head } = scene
  const trusted = { chainId: 31_337, contracts, blockHash: head.hash as Hex }
  expect(await verifyProofs({ answer, request: freeDoor(), ...trusted })).toMatchObject({
    reason: 'no_postage_required',
  })
}

const expectUnavailable = async (because: string | RegExp, request?: object) => {
  const { detail } = await askProblem(world.app, '/v1/proofs', 'proof_unavailable', init(request))
  expect(detail).toMatch(because)
}

const isHeader = ({ method }: Call) => method.startsWith('eth_getBlock')

describe('POST /v1/proofs', () => {
  it('proves, by one request for the header, and one for the words', async () => {
    await expectProven()
    expect(rounds.map((calls) => calls.map(({ method }) => method))).toEqual([
      ['eth_getBlockByHash'],
      ['eth_getProof', 'eth_getProof'],
    ])
  })

  it.each<[string, (call: Call) => Reply | undefined]>([
    ['fails', () => ({ error: { code: -32_000, message: 'header not found' } })],
    ['says nothing', () => ({})],
    ['has no such block', (call) => (isHeader(call) ? { result: null } : undefined)],
    [
      'proves nothing',
      (call) => (isHeader(call) ? undefined : { result: { accountProof: [], storageProof: [] } }),
    ],
  ])('asks once more where the node %s', async (_, reply) => {
    let left = 1
    meddle = (call) => {
      const word = left > 0 ? reply(call) : undefined
      if (word) left -= 1
      return word
    }
    await expectProven()
  })

  it('gives up on a node that has forgotten the state', async () => {
    const error = { code: -32_000, message: 'missing trie node secret-url' }
    meddle = (call) => (isHeader(call) ? undefined : { error })
    const because = `the node gives no proof of the state of block ${scene.head.number}.`
    await expectUnavailable(because)
    expect(rounds).toHaveLength(4)
  })

  it('gives up on a node that tells of another block', async () => {
    const other = await scene.node.request([
      { method: 'eth_getBlockByNumber', params: ['0x3', false] },
    ])
    meddle = (call) => (isHeader(call) ? other[0] : undefined)
    await expectUnavailable(/^No proof can be given: nodes do not lead from the root to the word/)
  })

  it('gives up where the chain says otherwise than the index', async () => {
    const request = { ...freeDoor(), inboxId: scene.inboxOf(scene.people.alice) }
    await expectUnavailable(/the door is postage/, request)
  })

  it('gives up on a node that cannot be reached', async () => {
    meddle = () => {
      throw new Error('None of 1 urls of the node answered')
    }
    await expectUnavailable('No proof can be given: the node does not answer.')
  })

  it('never fails of what a node answers', async () => {
    const strange = fc.oneof(
      fc.anything(),
      fc.record({
        accountProof: fc.array(
          fc.oneof(fc.constantFrom('0x', '0x1', '0xc0', '0x80', 'x'), fc.string()),
        ),
        storageProof: fc.array(
          fc.record({
            value: fc.constantFrom('0x', '0x0', '0xg', `0x${'f'.repeat(99)}`),
            proof: fc.anything(),
          }),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(strange, fc.boolean(), async (result, isOfHeader) => {
        meddle = (call) => (isHeader(call) === isOfHeader ? { result } : undefined)
        await expectUnavailable('')
      }),
      { numRuns: 60 },
    )
  })

  it('does not ask the node about a refusal', async () => {
    const request = { ...freeDoor(), inboxId: bytes32('unheard of') }
    const response = await world.app.request('/v1/proofs', init(request))
    expect(await response.json()).toMatchObject({ verdict: { reason: 'unknown_inbox' } })
    expect(rounds).toEqual([])
  })
})

describe('GET /v1/stamps/{stampId}/proof', () => {
  const path = () => `/v1/stamps/${scene.cases['a stamp'].verdict.postage?.stampId}/proof`

  it('proves, and gives up where the node does', async () => {
    const answer = await (await world.app.request(path())).json()
    const stampId = scene.cases['a stamp'].verdict.postage?.stampId as Hex
    const postOffice = scene.contracts.PostOffice
    const blockHash = scene.head.hash as Hex
    expect(await verifyStampProof({ answer, stampId, postOffice, blockHash })).toMatchObject({
      status: 'open',
    })
    meddle = (call) => (isHeader(call) ? undefined : { result: null })
    const { detail } = await askProblem(world.app, path(), 'proof_unavailable')
    expect(detail).toContain('the node gives no proof')
  })
})
