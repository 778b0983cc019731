import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProofsResponse } from '../../../protocol/wire/proof.ts'
import type { Chain } from '../../../scripts/stack/chain.ts'
import { startChain } from '../../../scripts/stack/chain.ts'
import { provenVerdicts } from '../../../sdk/src/guard/provenVerdicts.ts'
import type { LetterVerdict, VerifyQuestion } from '../../../sdk/src/guard/verdictSource.ts'
import type { Case, ProofScene } from '../../protocol/support/proofScene.ts'
import { PROOF_SCENE_START, playProofScene } from '../../protocol/support/proofScene.ts'

/*
provenVerdicts, over a real chain whose API lies
├── given an honest answer → its verdict, less what nobody proves
├── given any other answer → refused, or the same verdict
└── given an answer of an old block → refused
*/

let folder: string
let chain: Chain
let scene: ProofScene
const answers = new Map<string, ProofsResponse>()

const names = [
  'a stamp',
  'a stamp that is admitted',
  'a stamp without a relay',
  'a letter of a mailing',
  'a sender allowed by address, known to the relay',
  'a sender that signed by its wallet',
  'an inbox that signed by its key',
  'a free door',
  'an unknown inbox, by policy',
] as const
type Name = (typeof names)[number]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-proven-'))
  const start = new Date(PROOF_SCENE_START * 1_000)
  chain = await startChain({ chainId: 31337, start, logDir: folder })
  scene = await playProofScene(chain.url)
  for (const name of names) answers.set(name, await scene.prove(scene.cases[name]))
}, 240_000)

afterAll(async () => {
  await chain?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function questionOf(name: Name): VerifyQuestion {
  const { chain: _, ...question } = (scene.cases[name] as Case).request
  return question as VerifyQuestion
}

async function verdictOn(name: Name, answer: unknown, maxAgeSeconds = 60): Promise<LetterVerdict> {
  const source = provenVerdicts({
    ...{ client: scene.client, contracts: scene.contracts, maxAgeSeconds },
    api: { prove: () => Promise.resolve(structuredClone(answer)) },
  })
  return await source.verify(questionOf(name))
}

/** What a relay goes by. */
function relied({ eligible, reason, postage, senderProof }: LetterVerdict) {
  const {
    window: _,
    postedBlock: _b,
    postedBlockHash: _h,
    confirmations: _c,
    ...rest
  } = postage ?? {}
  const text = JSON.stringify({ eligible, reason, senderProof, postage: rest })
  // Addresses may come in any case.
  return text.toLowerCase()
}

describe('provenVerdicts', () => {
  it.each(names)('passes an honest verdict on: %s', async (name) => {
    const honest = answers.get(name) as ProofsResponse
    const { eligible, reason, postage } = honest.verdict
    const verdict = await verdictOn(name, honest)
    expect(verdict).toMatchObject({ eligible, reason, ...(postage && { postage }) })
  })

  it('asks about what it was asked, on the chain of its own node', async () => {
    const asked: unknown[] = []
    const prove = (request: never) => {
      asked.push(request)
      return Promise.resolve(answers.get('a stamp'))
    }
    const source = provenVerdicts({
      client: scene.client,
      contracts: scene.contracts,
      api: { prove },
    })
    await source.verify(questionOf('a stamp'))
    expect(asked).toEqual([{ chain: 'eip155:31337', ...questionOf('a stamp') }])
  })

  it('says that the sender is proven only where that was proven', async () => {
    for (const name of names) {
      const answer = structuredClone(answers.get(name) as ProofsResponse)
      answer.verdict.senderProof = 'verified'
      const isProven = name.startsWith('a sender') || name.startsWith('an inbox')
      expect(await verdictOn(name, answer)).toMatchObject({
        senderProof: isProven ? 'verified' : 'unverified',
      })
    }
  })

  it('passes a refusal on as it is', async () => {
    const verdict = {
      ...answers.get('a stamp')?.verdict,
      eligible: false,
      reason: 'postage_required',
    }
    expect(await verdictOn('a stamp', { verdict, asOf: {} })).toEqual(verdict)
  })

  it('refuses the answer to another question, unless it answers this one as well', async () => {
    for (const name of names) {
      const truth = relied(await verdictOn(name, answers.get(name)))
      for (const other of names) {
        const verdict = await verdictOn(name, answers.get(other)).catch(() => undefined)
        if (verdict) expect(relied(verdict)).toBe(truth)
        if (verdict) expect(verdict.reason).toMatch(name === other ? /./ : /consented/)
      }
    }
  })

  it('refuses an eligible verdict without its proof', async () => {
    const { proof: _, ...bare } = answers.get('a stamp') as ProofsResponse
    await expect(verdictOn('a stamp', bare)).rejects.toMatchObject({ name: 'ProofError' })
  })

  test.prop([fc.constantFrom(...names), fc.nat(), fc.nat()], { numRuns: 120 })(
    'refuses a lie, or says what is true all the same',
    async (name, place, how) => {
      const honest = answers.get(name) as ProofsResponse
      const lie = structuredClone(honest)
      const leaves = leavesOf(lie)
      const leaf = leaves[place % leaves.length] as Leaf
      leaf.holder[leaf.key] = another(leaf.holder[leaf.key], how)
      const truth = relied(await verdictOn(name, honest))
      const verdict = await verdictOn(name, lie).catch(() => undefined)
      if (verdict?.eligible) expect(relied(verdict)).toBe(truth)
    },
  )

  it('refuses what was true of a block that is too old', async () => {
    const { number } = scene.head
    const time = Number((await scene.client.getBlock({ blockNumber: number })).timestamp)
    const answer = answers.get('a stamp')
    await scene.client.setNextBlockTimestamp({ timestamp: BigInt(time + 60) })
    await scene.client.mine({ blocks: 1 })
    expect(await verdictOn('a stamp', answer)).toMatchObject({ eligible: true })
    await scene.client.setNextBlockTimestamp({ timestamp: BigInt(time + 61) })
    await scene.client.mine({ blocks: 1 })
    await expect(verdictOn('a stamp', answer)).rejects.toThrow('61 s older')
    expect(await verdictOn('a stamp', answer, 61)).toMatchObject({ eligible: true })
  })

  it('refuses what is of a block that its node does not have', async () => {
    const answer = structuredClone(answers.get('a stamp') as ProofsResponse)
    answer.asOf.blockNumber = '1000000'
    await expect(verdictOn('a stamp', answer)).rejects.toThrow()
  })
})

type Leaf = { holder: Record<string, unknown>; key: string }

/** Every value in an answer that is no object. */
function leavesOf(value: object): Leaf[] {
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'object' && each !== null
      ? leavesOf(each)
      : [{ holder: value as Record<string, unknown>, key }],
  )
}

function another(value: unknown, how: number): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return how % 2 ? value + 1 : value - 1
  if (typeof value !== 'string') return 'x'
  if (/^0x[0-9a-f]+$/i.test(value)) {
    const at = 2 + (how % (value.length - 2))
    const digit = (Number.parseInt(value[at] as string, 16) ^ (1 + (how % 15))).toString(16)
    return value.slice(0, at) + digit + value.slice(at + 1)
  }
  if (/^\d+$/.test(value)) return String(BigInt(value) + 1n)
  return { open: 'admitted', admitted: 'open', paid: 'consented' }[value] ?? `${value}x`
}
