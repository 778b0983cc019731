import { readFileSync } from 'node:fs'
import type { ApiAnswer } from '@pennypost/sdk'
import { contractsOn } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import type { CheckingNode } from '../../../../../web/src/pages/explore/proof/CheckingNode.ts'
import type { RunCheckParameters } from '../../../../../web/src/pages/explore/proof/runCheck.ts'
import { runCheck } from '../../../../../web/src/pages/explore/proof/runCheck.ts'

type Answers = { told: ApiAnswer<'getStamp'>; proof: ApiAnswer<'getStampProof'> }

const recorded = (): Answers =>
  JSON.parse(readFileSync(new URL('collectedStamp.json', import.meta.url), 'utf8'))

const { stampId, asOf } = recorded().proof
const hash = asOf.blockHash
const other = `0x${'12'.repeat(32)}` as const

/** A node that answers so, one time after the other. */
const nodeOf = (name: string, ...hashes: (typeof hash | undefined | Error)[]): CheckingNode => ({
  name,
  // biome-ignore lint/suspicious/useAwait: as a node's, it fails by what it promises
  async hashOf() {
    const next = hashes.length > 1 ? hashes.shift() : hashes[0]
    if (next instanceof Error) throw next
    return next
  },
  newest: async () => 3n,
})

const run = (nodes: readonly CheckingNode[], changes: Partial<RunCheckParameters> = {}) =>
  runCheck({
    ...{ stampId, nodes, chainId: 31337, contracts: contractsOn(31337) },
    told: recorded().told,
    readProof: async () => recorded().proof,
    refetch: async () => undefined,
    signal: new AbortController().signal,
    ...changes,
  })

describe('runCheck', () => {
  it('goes by the first node, if that can say', async () => {
    const check = await run([nodeOf('mine', hash), nodeOf('theirs', other)])
    expect(check).toMatchObject({ outcome: 'proven', nodeName: 'mine', instead: undefined })
  })

  it('goes by the next where the first cannot say, and says so', async () => {
    const check = await run([nodeOf('mine', new Error('no reads')), nodeOf('theirs', hash)])
    expect(check).toMatchObject({
      ...{ outcome: 'proven', nodeName: 'theirs' },
      instead: 'Mine does not answer: no reads.',
    })
  })

  it('does not go to the next for a better answer', async () => {
    const check = await run([nodeOf('mine', other), nodeOf('theirs', hash)])
    expect(check).toMatchObject({ outcome: 'false', step: 'chain', nodeName: 'mine' })
  })

  it('looks again where a reorg may have come between', async () => {
    expect(await run([nodeOf('mine', other, hash)])).toMatchObject({ outcome: 'proven' })
    expect(await run([nodeOf('mine', undefined, hash)])).toMatchObject({ outcome: 'proven' })
  })

  it('asks for the stamp anew where it has changed', async () => {
    const { told } = recorded()
    const former = {
      ...told,
      stamp: { ...told.stamp, status: 'open' },
      asOf: { ...told.asOf, blockNumber: '7' },
    }
    const check = await run([nodeOf('mine', hash)], {
      told: former as typeof told,
      refetch: async () => told,
    })
    expect(check).toMatchObject({ outcome: 'proven' })
  })
})
