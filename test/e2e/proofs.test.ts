import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyProofs } from '../../protocol/verifyProofs.ts'
import { verifyStampProof } from '../../protocol/verifyStampProof.ts'
import { problem } from '../../protocol/wire/problem.ts'
import type { ProofsResponse } from '../../protocol/wire/proof.ts'
import { proofsResponse, stampProofResponse } from '../../protocol/wire/proof.ts'
import type { Api } from '../../scripts/stack/api.ts'
import { startApi } from '../../scripts/stack/api.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { IndexedChain } from '../indexer/support/indexedChain.ts'
import { startIndexedChain } from '../indexer/support/indexedChain.ts'
import type { Case, ProofScene } from '../protocol/support/proofScene.ts'
import { playProofScene } from '../protocol/support/proofScene.ts'

/**
 * From the chain through the indexer and the API to a client that trusts none of them but for one block hash: whatever the
 * API says is eligible, its proof holds.
 */
let chain: IndexedChain
let scene: ProofScene
let api: Api

beforeAll(async () => {
  chain = await startIndexedChain()
  const { contracts, chainId, databaseUrl, deploymentsDir, logDir } = chain
  scene = await playProofScene(chain.url, {
    InboxRegistry: contracts.inboxRegistry.address,
    RelayRegistry: contracts.relayRegistry.address,
    PostOffice: contracts.postOffice.address,
  })
  await chain.client.mine({ blocks: 1 })
  await chain.untilCaughtUp()
  const chains = [{ id: chainId, rpcUrl: chain.url }]
  api = await startApi({ databaseUrl, deploymentsDir, chains, logDir })
  await untilNewest()
})

afterAll(async () => {
  await api?.stop()
  await chain?.stop()
})

/** Waits until the API answers for the newest block. */
async function untilNewest(): Promise<void> {
  const head = await chain.client.getBlock()
  await poll(
    async () => {
      const { asOf } = (await ask('/v1/verify', letter())) as Partial<ProofsResponse>
      return asOf?.blockHash === head.hash
    },
    { for: 'the API to answer for the newest block', within: 30_000 },
  )
}

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${api.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return response.json()
}

const letter = () => scene.letter('nothing', scene.people.alice)

type Name = keyof ProofScene['cases']
const names: Name[] = [
  'a stamp',
  'a stamp posted before the price changed',
  'a stamp that is admitted',
  'a stamp without a relay',
  'a stamp posted before terms and door changed',
  'a stamp posted after the price went up',
  'a stamp that meets minCarriage',
  'a letter of a mailing',
  'the last letter of a mailing',
  'a sender allowed by address, known to the relay',
  'a sender allowed by its inbox, known to the relay',
  'a sender that signed by its wallet',
  'a sender that signed by its wallet for its inbox',
  'an inbox that signed by its key',
  'a wallet whose inbox signed by its key',
  'a free door',
  'an unknown inbox, by policy',
]

describe('POST /v1/proofs', () => {
  it('has every case of the scene', () => {
    expect(names.toSorted()).toEqual(Object.keys(scene.cases).sort())
  })

  it.each(names)('proves %s', async (name) => {
    const { request, verdict } = scene.cases[name] as Case
    const answer = (await ask('/v1/proofs', request)) as ProofsResponse
    expect(proofsResponse.parse(answer)).toEqual(answer)
    expect(answer.verdict).toMatchObject({ eligible: true, reason: verdict.reason })
    const head = await chain.client.getBlock()
    const { reason, block } = await verifyProofs({
      answer,
      request,
      chainId: chain.chainId,
      contracts: scene.contracts,
      blockHash: head.hash,
      earlierBlockHashes: answer.proof?.blocks.slice(1).map(({ blockHash }) => blockHash as Hex),
    })
    expect({ reason, number: block.number }).toEqual({
      reason: verdict.reason,
      number: head.number,
    })
  })

  it('gives a refusal without a proof', async () => {
    const answer = (await ask('/v1/proofs', letter())) as ProofsResponse
    expect(answer).toMatchObject({ verdict: { eligible: false, reason: 'postage_required' } })
    expect(answer.proof).toBeUndefined()
  })

  it('refuses what verify refuses', async () => {
    const twice = {
      stampId: `0x${'1'.repeat(64)}`,
      mailing: scene.cases['a letter of a mailing'].request.mailing,
    }
    for (const more of [{ explain: true }, { letterHash: 'x' }, twice]) {
      const answer = problem.parse(await ask('/v1/proofs', { ...letter(), ...more }))
      expect(answer.code).toBe('invalid_request')
    }
  })
})

describe('GET /v1/stamps/{stampId}/proof', () => {
  it('proves what became of a stamp', async () => {
    const stampId = scene.cases['a stamp that is admitted'].verdict.postage?.stampId as Hex
    const answer = await ask(`/v1/stamps/${stampId}/proof`)
    expect(stampProofResponse.parse(answer)).toEqual(answer)
    const { hash: blockHash } = await chain.client.getBlock()
    const { PostOffice: postOffice, InboxRegistry } = scene.contracts
    const of = { answer, stampId, postOffice, blockHash }
    expect(await verifyStampProof(of)).toEqual({
      ...{ status: 'admitted', relayMayCollect: false, carriagePaid: true, settledAt: 0 },
      postedAt: scene.cases['a stamp that is admitted'].verdict.postage?.postedAt,
    })
    const other = scene.cases['a stamp'].verdict.postage?.stampId as Hex
    for (const [change, code] of [
      [{ stampId: other }, 'missing_word'],
      [{ postOffice: InboxRegistry }, 'other_contract'],
      [{ blockHash: other }, 'other_block'],
      [{ answer: {} }, 'malformed'],
    ] as const) {
      await expect(verifyStampProof({ ...of, ...change })).rejects.toMatchObject({
        name: 'ProofError',
        code,
      })
    }
  })

  it('knows no stamp that was never posted', async () => {
    const answer = problem.parse(await ask(`/v1/stamps/0x${'1'.repeat(64)}/proof`))
    expect(answer.code).toBe('stamp_not_found')
  })
})
