import { readFileSync } from 'node:fs'
import type { ApiAnswer } from '@pennypost/sdk'
import { contractsOn } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { CheckingNode } from '../../../../../web/src/pages/explore/proof/CheckingNode.ts'
import { checkNotice } from '../../../../../web/src/pages/explore/proof/checkNotice.ts'
import { checkStamp } from '../../../../../web/src/pages/explore/proof/checkStamp.ts'
import type { CheckStep } from '../../../../../web/src/pages/explore/proof/StampCheck.ts'
import { checkSteps } from '../../../../../web/src/pages/explore/proof/StampCheck.ts'
import { shownSteps } from '../../../../../web/src/pages/explore/proof/shownSteps.ts'
import { flipBit } from '../../../../helpers/flipBit.ts'

/*
checkStamp
├── given a proof of a block that the node has
│   ├── when all of it holds, it is proven, step by step
│   ├── when a bit of the header, the hash, a node or the word is another, it is false there
│   ├── when what is shown is of another stamp, or of another state, it is false there
│   └── when what is shown is of another block, it is stale
└── given a node that has another block there, lacks it or does not answer
    └── it is false, unknown, unknown
*/

type Answers = { told: ApiAnswer<'getStamp'>; proof: ApiAnswer<'getStampProof'> }

/** As the API gave it of a stamp of a local chain that was collected. */
const recorded = (): Answers =>
  JSON.parse(readFileSync(new URL('collectedStamp.json', import.meta.url), 'utf8'))

/** The same, to be changed: what comes may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: it is to be broken
const breakable = (): any => recorded()

const { blockHash, blockNumber } = recorded().proof.asOf
const node: CheckingNode = {
  name: 'My node',
  hashOf: async (number) => (number === BigInt(blockNumber) ? blockHash : undefined),
  newest: async () => BigInt(blockNumber),
}

function check(
  { told, proof }: Answers,
  of: CheckingNode = node,
  onStep?: (step: CheckStep) => void,
) {
  return checkStamp({
    ...{ told, node: of, onStep, chainId: 31337, contracts: contractsOn(31337) },
    stampId: recorded().proof.stampId,
    readProof: async () => proof,
  })
}

const bit = (hex: Hex) => flipBit(hex, 37)

describe('checkStamp', () => {
  it('proves what holds, step by step', async () => {
    const steps: CheckStep[] = []
    const outcome = await check(recorded(), node, (step) => steps.push(step))
    expect(outcome).toMatchObject({
      outcome: 'proven',
      step: 'chain',
      block: { number: BigInt(blockNumber), hash: blockHash },
      proven: { status: 'collected', carriagePaid: true },
    })
    expect(steps).toEqual(['answer', 'header', 'fields', 'state', 'chain'])
    const shown = { check: { ...outcome, nodeName: node.name }, nodeName: node.name }
    expect(checkNotice(shown)).toMatchObject({
      tone: 'good',
      title: `Proven by My node at block ${blockNumber}`,
      sentence: expect.stringMatching(
        /^This stamp was collected; it was posted .*, and collected /,
      ),
    })
    expect(shownSteps(shown).map(({ state }) => state)).toEqual(checkSteps.map(() => 'done'))
  })

  const broken: [
    what: string,
    step: CheckStep,
    change: (answers: ReturnType<typeof breakable>) => void,
  ][] = [
    [
      'a field of the header',
      'header',
      ({ proof }) => {
        proof.block.header.stateRoot = bit(proof.block.header.stateRoot)
      },
    ],
    [
      'the number in the header',
      'header',
      ({ proof }) => {
        proof.block.header.number = '0x1'
      },
    ],
    [
      'the hash of the block',
      'header',
      ({ proof }) => {
        proof.block.blockHash = bit(proof.block.blockHash)
      },
    ],
    [
      'a node of the account',
      'account',
      ({ proof }) => {
        const [one] = proof.block.accounts
        one.proof[1] = bit(one.proof[1])
      },
    ],
    [
      'the contract',
      'account',
      ({ proof }) => {
        proof.block.accounts[0].address = `0x${'12'.repeat(20)}`
      },
    ],
    [
      'a node of the word',
      'word',
      ({ proof }) => {
        const [word] = proof.block.accounts[0].words
        word.proof[0] = bit(word.proof[0])
      },
    ],
    [
      'the word',
      'word',
      ({ proof }) => {
        const [word] = proof.block.accounts[0].words
        word.value = bit(word.value)
      },
    ],
    [
      'the slot',
      'word',
      ({ proof }) => {
        const [word] = proof.block.accounts[0].words
        word.slot = bit(word.slot)
      },
    ],
    [
      'no account',
      'word',
      ({ proof }) => {
        proof.block.accounts = []
      },
    ],
    [
      'no block',
      'answer',
      ({ proof }) => {
        delete proof.block
      },
    ],
    [
      'no header',
      'answer',
      ({ proof }) => {
        delete proof.block.header
      },
    ],
    [
      'a word that is none',
      'answer',
      ({ proof }) => {
        proof.block.accounts[0].words[0].value = 7
      },
    ],
    [
      'the stake that is shown',
      'fields',
      ({ told }) => {
        told.stamp.stake = '1'
      },
    ],
    [
      'the recipient that is shown',
      'fields',
      ({ told }) => {
        told.stamp.inboxId = bit(told.stamp.inboxId)
      },
    ],
    [
      'the state that is shown',
      'state',
      ({ told }) => {
        told.stamp.status = 'returned'
      },
    ],
    [
      'whether the carriage was paid',
      'state',
      ({ told }) => {
        told.stamp.carriagePaid = false
      },
    ],
    [
      'who may collect',
      'state',
      ({ told }) => {
        told.stamp.relayMayCollect = !told.stamp.relayMayCollect
      },
    ],
    [
      'when it was posted',
      'state',
      ({ told }) => {
        told.stamp.postedAt += 1
      },
    ],
    [
      'when it was settled',
      'state',
      ({ told }) => {
        told.stamp.settledAt = null
      },
    ],
    [
      'that it was called off',
      'state',
      ({ told }) => {
        told.stamp = { stampId: told.stamp.stampId, sender: told.stamp.sender, status: 'voided' }
      },
    ],
  ]
  it.each(broken)('says where it is false: %s', async (_what, step, change) => {
    const answers = breakable()
    change(answers)
    const outcome = await check(answers)
    expect(outcome).toMatchObject({ outcome: 'false', step })
    expect(outcome.sentence).toMatch(/^[A-Z].*\.$/s)
    const shown = { check: { ...outcome, nodeName: node.name }, nodeName: node.name }
    expect(checkNotice(shown)).toMatchObject({ tone: 'bad', title: 'This proof is false' })
    const at = checkSteps.indexOf(step)
    expect(shownSteps(shown).map(({ state }) => state)).toEqual(
      checkSteps.map((_, i) => (i < at ? 'done' : i > at ? 'waiting' : 'failed')),
    )
  })

  it('is stale, not false, where what is shown is of another block', async () => {
    const answers = breakable()
    answers.told.stamp.status = 'open'
    answers.told.asOf.blockNumber = '7'
    expect(await check(answers)).toMatchObject({ outcome: 'stale', step: 'state' })
  })

  it('is false where the node has another block there', async () => {
    const other = { ...node, hashOf: async () => bit(blockHash) }
    const outcome = await check(recorded(), other)
    expect(outcome).toMatchObject({ outcome: 'false', step: 'chain' })
    expect(outcome.sentence).toContain(`${blockHash}, not ${bit(blockHash)}`)
  })

  it('is unknown, not false, where the node lacks the block', async () => {
    const behind = { ...node, hashOf: async () => undefined, newest: async () => 3n }
    const outcome = await check(recorded(), behind)
    expect(outcome).toMatchObject({ outcome: 'unknown', step: 'chain' })
    expect(outcome.sentence).toMatch(/My node does not have block \d+: it is at block 3\./)
    expect(
      checkNotice({ check: { ...outcome, nodeName: node.name }, nodeName: node.name }),
    ).toMatchObject({ tone: 'warn', title: 'Not checked' })
    const pruned = { ...node, hashOf: async () => undefined, newest: async () => 10n ** 9n }
    expect((await check(recorded(), pruned)).sentence).toContain('it keeps no such block')
  })

  it('is unknown, not false, where the node does not answer', async () => {
    const gone = { ...node, hashOf: () => Promise.reject(new Error('HTTP request failed.\nmore')) }
    expect(await check(recorded(), gone)).toMatchObject({
      outcome: 'unknown',
      sentence: 'My node does not answer: HTTP request failed.',
    })
  })

  it('throws what kept the API from giving a proof', async () => {
    const failure = new Error('gone')
    const asked = checkStamp({
      ...{ told: recorded().told, node, chainId: 31337, contracts: contractsOn(31337) },
      stampId: recorded().proof.stampId,
      readProof: () => Promise.reject(failure),
    })
    await expect(asked).rejects.toBe(failure)
  })
})
