import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '../../protocol/ids.ts'
import { ProofError } from '../../protocol/proofs/ProofError.ts'
import type { VerifyProofsParameters } from '../../protocol/verifyProofs.ts'
import { verifyProofs } from '../../protocol/verifyProofs.ts'
import type { ProofsResponse } from '../../protocol/wire/proof.ts'
import { proofsResponse } from '../../protocol/wire/proof.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import { startAnvil } from '../helpers/anvil.ts'
import { call } from '../indexer/support/call.ts'
import type { Case, ProofScene } from './support/proofScene.ts'
import { PROOF_SCENE_START, playProofScene } from './support/proofScene.ts'

const start = new Date(PROOF_SCENE_START * 1_000)

const nodes = [
  {
    node: 'Hardhat',
    startNode: (logDir: string) => startChain({ chainId: 31337, start, logDir }),
  },
  { node: 'Anvil', startNode: (logDir: string) => startAnvil({ start, logDir }) },
]

type Name = keyof ProofScene['cases']

describe.each(nodes)('verifyProofs, of proofs by $node', ({ startNode }) => {
  let logDir: string
  let running: Awaited<ReturnType<typeof startNode>> | undefined
  let scene: ProofScene
  const answers = new Map<Name, ProofsResponse>()

  beforeAll(async () => {
    logDir = mkdtempSync(join(tmpdir(), 'pennypost-proofs-'))
    running = await startNode(logDir)
    scene = await playProofScene(running.url)
    for (const [name, of] of Object.entries(scene.cases) as [Name, Case][]) {
      answers.set(name, await scene.prove(of))
    }
  })
  afterAll(async () => {
    await running?.stop()
    rmSync(logDir, { recursive: true, force: true })
  })

  const answerOf = (name: Name) => structuredClone(answers.get(name) as ProofsResponse)
  const verify = (name: Name, change: Partial<VerifyProofsParameters> = {}) => {
    const answer = answerOf(name)
    return verifyProofs({
      answer,
      request: scene.cases[name].request,
      chainId: 31_337,
      contracts: scene.contracts,
      blockHash: scene.head.hash as Hex,
      earlierBlockHashes: answer.proof?.blocks.slice(1).map((block) => block.blockHash as Hex),
      ...change,
    })
  }
  const refused = (code: ProofError['code']) =>
    expect.objectContaining({ name: 'ProofError', code })

  it('has answers of the form that the API documents', () => {
    for (const answer of answers.values()) expect(proofsResponse.parse(answer)).toEqual(answer)
  })

  const onlyRelay = 'that the sender wrote the letter: the relay says so'
  const isActiveNow = 'that the relay was active when the postage was posted; it is now'
  const atLeast = 'whether the relay asked for more on chain than `minCarriage`'
  const noCarriage = 'a carriage: this postage pays none'
  const siblings = (of: 'bob' | 'dave') =>
    `that the inbox denies no other wallet of ${scene.inboxOf(scene.people[of])}: the chain keeps no list of them`
  const ofDave = () => [siblings('dave'), siblings('dave')]
  const paid = ['inbox', 'sender not denied', 'postage', 'payer not denied', 'door']
  const consented = ['inbox', 'sender not denied', 'sender', 'consent']
  const known = consented.filter((about) => about !== 'sender')

  const whole = [...paid, 'time', 'carriage']
  const ofMailing = [...paid, 'terms', 'time', 'carriage']
  /** How many blocks each needs, what is proven about, and what is not proven. */
  const expected: Record<Name, [blocks: number, proven: string[], unproven: () => string[]]> = {
    'a stamp': [1, whole, () => [...ofDave(), isActiveNow]],
    'a stamp posted before the price changed': [2, whole, ofDave],
    'a stamp that is admitted': [2, [...paid, 'carriage'], ofDave],
    'a stamp without a relay': [1, [...paid, 'time'], () => [...ofDave(), noCarriage]],
    'a stamp posted before terms and door changed': [2, whole, ofDave],
    'a stamp posted after the price went up': [3, whole, ofDave],
    'a stamp that meets minCarriage': [1, whole, () => [...ofDave(), atLeast]],
    'a letter of a mailing': [1, ofMailing, () => [...ofDave(), isActiveNow]],
    'the last letter of a mailing': [1, ofMailing, () => [...ofDave(), isActiveNow]],
    'a sender allowed by address, known to the relay': [1, known, () => [onlyRelay]],
    'a sender allowed by its inbox, known to the relay': [
      1,
      known,
      () => [onlyRelay, siblings('bob')],
    ],
    'a sender that signed by its wallet': [1, consented, () => []],
    'a sender that signed by its wallet for its inbox': [1, consented, () => [siblings('bob')]],
    'an inbox that signed by its key': [1, consented, () => [siblings('bob')]],
    'a wallet whose inbox signed by its key': [1, consented, () => [siblings('bob')]],
    'a free door': [1, ['inbox', 'sender not denied', 'door'], () => []],
    'an unknown inbox, by policy': [1, ['inbox'], () => []],
  }

  it.each(Object.keys(expected) as Name[])('holds for %s', async (name) => {
    const [blocks, facts, gaps] = expected[name]
    expect(answerOf(name).proof?.blocks).toHaveLength(blocks)
    const { proven, unproven, ...rest } = await verify(name)
    const { number, hash, timestamp } = scene.head
    expect(rest).toEqual({
      reason: scene.cases[name].verdict.reason,
      block: { number, hash, timestamp: Number(timestamp) },
    })
    expect(proven.map(({ about }) => about)).toEqual(facts)
    expect(unproven.map(({ detail }) => detail).sort()).toEqual(gaps().sort())
  })

  it('takes contracts as a deployment has them', async () => {
    const { InboxRegistry, RelayRegistry, PostOffice } = scene.contracts
    const contracts = {
      InboxRegistry: { address: InboxRegistry, block: 1 },
      RelayRegistry: { address: RelayRegistry, block: 1 },
      PostOffice: { address: PostOffice, block: 1 },
    }
    expect(await verify('a stamp', { contracts })).toMatchObject({ reason: 'paid' })
  })

  it.each([
    ['lacks a contract', { PostOffice: undefined }],
    ['has one that is no address', { PostOffice: 'PostOffice' }],
    ['has one without an address', { PostOffice: { block: 1 } }],
    ['has null', { PostOffice: null }],
  ])('throws a TypeError that says what is wanted where `contracts` %s', async (_, change) => {
    const contracts = { ...scene.contracts, ...change } as never
    await expect(verify('a stamp', { contracts })).rejects.toEqual(
      new TypeError(
        'contracts.PostOffice is no address. Give the addresses of InboxRegistry, RelayRegistry, PostOffice by these names.',
      ),
    )
  })

  it('says that finality is not proven, if it was asked for', async () => {
    for (const more of [{ finality: 'safe' }, { minConfirmations: 2 }]) {
      const request = { ...scene.cases['a free door'].request, ...more }
      const { unproven } = await verify('a free door', { request })
      expect(unproven.map(({ about }) => about)).toEqual(['finality'])
    }
  })

  it('takes the parent of a trusted block for trusted', async () => {
    const name = 'a stamp posted before the price changed'
    const of = { ...scene.cases[name], at: scene.blocks.plain.number + 1 }
    const answer = await scene.prove(of)
    const blockHash = answer.asOf.blockHash as Hex
    expect(await verify(name, { answer, blockHash, earlierBlockHashes: [] })).toMatchObject({
      reason: 'paid',
    })
  })

  describe('refuses', () => {
    it('another block than the trusted one, and earlier ones that are not trusted', async () => {
      const blockHash = scene.head.parentHash
      await expect(verify('a stamp', { blockHash })).rejects.toEqual(refused('other_block'))
      await expect(
        verify('a stamp posted before terms and door changed', { earlierBlockHashes: [] }),
      ).rejects.toEqual(refused('untrusted_block'))
    })

    it('another chain, and other contracts', async () => {
      await expect(verify('a stamp', { chainId: 31_338 })).rejects.toEqual(refused('other_chain'))
      const { InboxRegistry: PostOffice, ...contracts } = scene.contracts
      const swapped = { ...contracts, PostOffice, InboxRegistry: contracts.PostOffice }
      await expect(verify('a stamp', { contracts: swapped })).rejects.toEqual(
        refused('other_contract'),
      )
    })

    it.each<[string, Name, object, ProofError['code']]>([
      ['letter', 'a stamp', { letterHash: `0x${'1'.repeat(64)}` }, 'postage_mismatch'],
      ['letter', 'a letter of a mailing', { letterHash: `0x${'1'.repeat(64)}` }, 'letter_mismatch'],
      ['relay', 'a stamp', { relay: `0x${'1'.repeat(40)}` }, 'relay_mismatch'],
      ['relay', 'a letter of a mailing', { relay: `0x${'1'.repeat(40)}` }, 'relay_mismatch'],
      [
        'relay',
        'a sender that signed by its wallet',
        { relay: `0x${'1'.repeat(40)}` },
        'sender_unproven',
      ],
      [
        'letter',
        'an inbox that signed by its key',
        { letterHash: `0x${'1'.repeat(64)}` },
        'sender_unproven',
      ],
      ['stamp', 'a stamp', { stampId: `0x${'1'.repeat(64)}` }, 'postage_mismatch'],
      [
        'wish to be paid',
        'a stamp without a relay',
        { acceptUnpaidCarriage: undefined },
        'relay_mismatch',
      ],
      ['price', 'a stamp', { minCarriage: { [`0x${'0'.repeat(40)}`]: '51' } }, 'carriage_too_low'],
      ['time to answer', 'a stamp', { minSecondsLeft: 90_000 }, 'expired'],
      ['policy', 'an unknown inbox, by policy', { policy: undefined }, 'inbox_mismatch'],
      ['chain', 'a stamp', { chain: 'eip155:1' }, 'other_chain'],
      ['word', 'a stamp', { letter: 1 }, 'malformed'],
    ])('what was asked of another %s: %s', async (_, name, fields, code) => {
      const asked = { ...scene.cases[name].request, ...fields }
      const request = JSON.parse(JSON.stringify(asked)) as unknown
      await expect(verify(name, { request })).rejects.toEqual(refused(code))
    })

    it.each<[string, object, ProofError['code']]>([
      ['inbox', { inboxId: `0x${'1'.repeat(64)}` }, 'missing_word'],
      ['sender', { sender: `0x${'1'.repeat(40)}` }, 'missing_word'],
    ])('what was asked of another %s, of which nothing is proven', async (_, fields, code) => {
      const request = { ...scene.cases['a free door'].request, ...fields }
      await expect(verify('a free door', { request })).rejects.toEqual(refused(code))
    })

    it('a refusal, as absence cannot be proven', async () => {
      const answer = answerOf('a stamp')
      answer.verdict.eligible = false
      await expect(verify('a stamp', { answer })).rejects.toEqual(refused('not_eligible'))
    })

    it.each([{}, null, 'x', [], { verdict: { eligible: true } }])('%j', async (answer) => {
      await expect(verify('a stamp', { answer })).rejects.toEqual(refused('malformed'))
    })

    it('an answer without its proof, its blocks or its postage', async () => {
      const answer = answerOf('a stamp')
      const { proof, ...rest } = answer
      await expect(verify('a stamp', { answer: rest })).rejects.toEqual(refused('malformed'))
      for (const [change, code] of [
        [{ blocks: [] }, 'malformed'],
        [{ postage: undefined }, 'postage_mismatch'],
      ] as const) {
        const lacking = { ...rest, proof: { ...proof, ...change } }
        await expect(verify('a stamp', { answer: lacking })).rejects.toEqual(refused(code))
      }
    })

    it('postage whose time is over by the clock of the caller', async () => {
      const { expiresAt } = answerOf('a stamp').verdict.postage ?? { expiresAt: 0 }
      await expect(verify('a stamp', { now: expiresAt })).rejects.toEqual(refused('expired'))
      const admitted = 'a stamp that is admitted'
      const end = answerOf(admitted).verdict.postage?.expiresAt ?? 0
      await verify(admitted, { now: end - 1 })
      await expect(verify(admitted, { now: end })).rejects.toEqual(refused('expired'))
    })

    it('a statement from before or after its day', async () => {
      const name = 'a sender that signed by its wallet'
      const { issuedAt } = (
        scene.cases[name].request as never as { senderStatement: { issuedAt: number } }
      ).senderStatement
      await verify(name, { now: issuedAt + 86_400 })
      await expect(verify(name, { now: issuedAt + 86_401 })).rejects.toEqual(
        refused('sender_unproven'),
      )
    })

    it('a proof that lacks a word, or an account, or the end of its nodes', async () => {
      const name = 'a letter of a mailing'
      const accounts = answerOf(name).proof?.blocks[0]?.accounts ?? []
      for (const [i, { words, proof }] of accounts.entries()) {
        for (const [j, word] of words.entries()) {
          const lacking = answerOf(name)
          lacking.proof?.blocks[0]?.accounts[i]?.words.splice(j, 1)
          await expect(verify(name, { answer: lacking })).rejects.toEqual(refused('missing_word'))
          for (let end = 0; end < word.proof.length; end++) {
            const cut = answerOf(name)
            cut.proof?.blocks[0]?.accounts[i]?.words[j]?.proof.splice(end)
            await expect(verify(name, { answer: cut })).rejects.toEqual(refused('invalid_proof'))
          }
        }
        for (let end = 0; end < proof.length; end++) {
          const cut = answerOf(name)
          cut.proof?.blocks[0]?.accounts[i]?.proof.splice(end)
          await expect(verify(name, { answer: cut })).rejects.toEqual(refused('invalid_proof'))
        }
      }
    })

    it.each<Name>([
      'a stamp posted before terms and door changed',
      'a letter of a mailing',
      'an inbox that signed by its key',
      'an unknown inbox, by policy',
    ])('any part of the proof that is another: %s', async (name) => {
      const paths = [...leaves(answerOf(name).proof)]
      for (const path of paths) {
        const answer = answerOf(name)
        const earlierBlockHashes = answer.proof?.blocks.slice(1).map((it) => it.blockHash as Hex)
        change(answer.proof, path)
        const codes = codesOf(path)
        await expect(verify(name, { answer, earlierBlockHashes }), path.join('.')).rejects.toEqual(
          expect.toSatisfy((error) => error instanceof ProofError && codes.includes(error.code)),
        )
      }
      expect(paths.length).toBeGreaterThan(25)
    })

    it.each([
      'sender',
      'relay',
      'token',
      'carriage',
      'stake',
      'expiresAt',
      'postedAt',
      'status',
      'stampId',
    ])('a verdict that tells another %s of its postage', async (field) => {
      const answer = answerOf('a stamp')
      const postage = answer.verdict.postage as Record<string, unknown>
      if (field === 'status') postage.status = 'admitted'
      else change(postage, [field])
      await expect(verify('a stamp', { answer })).rejects.toEqual(refused('postage_mismatch'))
    })

    it.each(['blockNumber', 'blockHash', 'blockTimestamp'])('another %s in asOf', async (field) => {
      const answer = answerOf('a stamp')
      change(answer.asOf, [field])
      await expect(verify('a stamp', { answer })).rejects.toEqual(refused('value_mismatch'))
    })
  })

  describe('proves nothing that is not so', () => {
    const proving = (of: Case) => expect(scene.prove(of)).rejects

    it('a stamp before it was posted', async () => {
      const at = scene.blocks.raised.number - 1
      await proving({ ...scene.cases['a stamp posted after the price went up'], at }).toEqual(
        refused('not_pending'),
      )
    })

    it('a letter of a mailing that was collected, and one that nobody asks for', async () => {
      await proving(scene.mailingCase(1)).toEqual(refused('not_pending'))
      await proving(scene.mailingCase(2)).toEqual(refused('below_terms'))
    })

    it('what was in force at the posting, without earlier blocks', async () => {
      for (const name of [
        'a stamp posted before terms and door changed',
        'a stamp posted after the price went up',
        'a stamp posted before the price changed',
      ] as const) {
        await proving({ ...scene.cases[name], earlier: [] }).toEqual(refused('not_shown'))
      }
      const name = 'a stamp posted after the price went up'
      const [first] = scene.cases[name].earlier ?? []
      await proving({ ...scene.cases[name], earlier: [first ?? []] }).toEqual(refused('not_shown'))
    })

    it('consent that was not given, a door that is not free, an inbox that is there', async () => {
      const { alice, dave } = scene.people
      const { letter, verdictOf } = scene
      const authenticated = { ...letter('x', alice), senderAuthenticated: true }
      await proving({ request: authenticated, verdict: verdictOf('consented') }).toEqual(
        refused('not_allowed'),
      )
      await proving({ request: letter('x', alice), verdict: verdictOf('consented') }).toEqual(
        refused('sender_unproven'),
      )
      const free = verdictOf('no_postage_required')
      await proving({ request: letter('x', alice), verdict: free }).toEqual(
        refused('door_mismatch'),
      )
      const policy = { ...letter('x', dave), policy: { unknownInbox: 'carry' } }
      await proving({ request: policy, verdict: verdictOf('unknown_inbox') }).toEqual(
        refused('inbox_mismatch'),
      )
      await proving({ request: letter('x', alice), verdict: verdictOf('not_final') }).toEqual(
        refused('malformed'),
      )
    })

    it('a key that is not the sender’s, or whose secret signed nothing', async () => {
      const { 'an inbox that signed by its key': of } = scene.cases
      const request = { ...of.request, sender: scene.inboxOf(scene.people.dave) }
      await proving({ ...of, request }).toEqual(refused('sender_unproven'))
      const senderKey = { kind: 1, publicKey: `0x${'12'.repeat(32)}` as const }
      await proving({ ...of, senderKey }).toEqual(refused('sender_unproven'))
      await proving({ ...of, senderKey: undefined }).toEqual(refused('sender_unproven'))
    })

    it('postage by a payer that is denied since, or by its inbox', async () => {
      const { grace, dave, alice, bob } = scene.people
      const { office, inboxOf, client } = scene
      const deny = (who: typeof grace, subject: Hex, consent: number) =>
        scene.send(call(who, office, 'setConsents', [inboxOf(who), [subject], [consent]]))
      const denied = async (name: Name) => {
        const at = Number(await client.getBlockNumber())
        await proving({ ...scene.cases[name], at }).toEqual(refused('sender_denied'))
      }
      await deny(grace, subjectOf(dave.address), 2)
      await denied('a stamp')
      await deny(grace, subjectOf(dave.address), 0)
      await deny(grace, inboxOf(dave), 2)
      await denied('a stamp')
      await denied('the last letter of a mailing')
      await deny(alice, subjectOf(bob.address), 2)
      await denied('a sender allowed by its inbox, known to the relay')
    })
  })
})

/** The paths of all strings and numbers within a value. */
function* leaves(value: unknown, path: string[] = []): Generator<string[]> {
  if (typeof value !== 'object' || value === null) yield path
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key])
}

const contracts = ['InboxRegistry', 'RelayRegistry', 'PostOffice']

/** Makes one digit another, such that the form stays what it was. */
function change(value: unknown, path: readonly string[]): void {
  const [key = '', ...rest] = path
  const holder = value as Record<string, unknown>
  const old = holder[key]
  if (rest.length > 0) change(old, rest)
  else if (typeof old === 'number') holder[key] = old + 1
  else if (contracts.includes(String(old))) {
    holder[key] = contracts[(contracts.indexOf(String(old)) + 1) % 3]
  } else {
    const text = String(old)
    // Not the first digit, which a number may not have as 0; nor that of extra data of no bytes.
    const at = text.length === 2 ? 2 : Math.max(2, Math.floor(text.length / 2))
    const digit = text[at]
    const other = digit === undefined ? '11' : digit === '1' ? '2' : '1'
    holder[key] = text.length === 1 ? other : text.slice(0, at) + other + text.slice(at + 1)
  }
}

/** How what has changed at a path may fail. */
function codesOf(path: readonly string[]): ProofError['code'][] {
  const [first, index, part, ...rest] = path
  if (first === 'postage') return ['postage_mismatch']
  if (first === 'senderKey') return ['sender_unproven']
  if (part === 'blockHash') return index === '0' ? ['other_block'] : ['header_mismatch']
  if (part === 'header') return ['header_mismatch']
  const field = rest.at(-1)
  if (field === 'contract' || field === 'address') return ['other_contract']
  if (field === 'value') return ['value_mismatch']
  // Another slot may be proven, as one that holds nothing.
  if (field === 'slot') return ['invalid_proof', 'value_mismatch', 'missing_word']
  return ['invalid_proof']
}
