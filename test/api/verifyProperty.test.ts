import fc from 'fast-check'
import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import type { MailingTree } from '../../protocol/mailingTree.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import type { Verdict, VerdictItem } from '../../protocol/wire/verify.ts'
import type { ModelRequest, ModelTruth, ModelWorld } from './verifyModel.ts'
import { judgeByModel } from './verifyModel.ts'
import type { Scene } from './verifyScene.ts'
import {
  address,
  bytes32,
  head,
  native,
  now,
  startScene,
  subjectOf,
  timeOf,
  toMailing,
  toStamp,
} from './verifyScene.ts'
import { keyNamed, signed, walletNamed } from './verifySigners.ts'

const chainId = 31337
const tags = { safe: 97, finalized: 60 }

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
  await scene.tag('safe', tags.safe)
  await scene.tag('finalized', tags.finalized)
})
afterAll(() => scene.stop())

// Small worlds: few of everything, and values on both sides of every boundary.

const block = fc.constantFrom(40, 60, 61, 96, 97, 98, 99, 100)
const wallet = fc.nat(3)
const own = fc.nat(1)
const carrier = fc.constantFrom('a', 'b')
const token = fc.nat(2)
const letter = fc.nat(1)
/** Null five times of six: signing and checking take a millisecond each. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const often = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: other })

const sketch = fc.record({
  isKnown: fc.oneof({ weight: 19, arbitrary: fc.constant(true) }, fc.constant(false)),
  registeredBlock: fc.oneof({ weight: 9, arbitrary: fc.constant(40) }, block),
  door: fc.constantFrom('free', 'postage', 'postage', 'postage', 'postage', 'closed'),
  doorSince: block,
  links: fc.array(fc.record({ own: fc.option(own), since: block }), {
    minLength: 4,
    maxLength: 4,
  }),
  words: fc.array(
    fc.record({
      subject: fc.oneof(fc.record({ wallet }), fc.record({ own })),
      consent: fc.constantFrom('none', 'allowed', 'allowed', 'denied'),
      since: block,
    }),
    { maxLength: 2 },
  ),
  terms: fc.array(fc.record({ token, stake: fc.constantFrom(0n, 5n) }), { maxLength: 3 }),
  active: fc.boolean(),
  prices: fc.array(fc.record({ carrier, token, accepted: fc.boolean() }), { maxLength: 3 }),
  stamps: fc.array(
    fc.record({
      wallet,
      carrier: often(carrier, fc.constant('none')),
      token,
      letter,
      elsewhere: often(fc.constant(false), fc.constant(true)),
      carriage: fc.constantFrom(9n, 10n, 10n, 11n),
      asked: fc.constantFrom(10n, 10n, 10n, null),
      left: often(fc.constantFrom(3_240, 9_000), fc.constantFrom(-1, 0, 1, 499, 500, 3_239)),
      status: often(
        fc.constantFrom('open', 'open', 'admitted'),
        fc.constantFrom('collected', 'returned', 'expired'),
      ),
      postedBlock: block,
      postedWhileClosed: fc.boolean(),
    }),
    { maxLength: 7 },
  ),
  mailings: fc.array(
    fc.record({
      wallet,
      carrier: often(carrier, fc.constant('none')),
      token,
      letters: fc.constantFrom([0], [0, 1], [1, 0, 9], [0, 9, 1, 9, 0]),
      stake: fc.constantFrom(4n, 5n, 5n, 6n),
      carriage: fc.constantFrom(9n, 10n, 10n, 11n),
      asked: fc.constantFrom(10n, 10n, 10n, null),
      left: often(fc.constantFrom(3_540, 9_000), fc.constantFrom(-1, 0, 1, 499, 500, 3_239)),
      status: often(fc.constantFrom('open', 'open', 'admitted'), fc.constant('closed')),
      openedBlock: block,
      collected: fc.array(fc.nat(4), { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  // At log indexes around 7, that of every opening.
  termsChanges: fc.array(
    fc.record({
      token,
      block,
      logIndex: fc.constantFrom(6, 8, 9),
      stake: fc.constantFrom(0n, 5n, 5n, 6n),
      window: fc.constantFrom(3_600, 3_600, 3_601),
    }),
    { maxLength: 4 },
  ),
  doorChanges: fc.array(
    fc.record({
      block,
      logIndex: fc.constantFrom(6, 8, 9),
      door: fc.constantFrom('free', 'postage', 'closed'),
    }),
    { maxLength: 3 },
  ),
  keys: fc.array(
    fc.record({
      own,
      kind: often(fc.constantFrom(1, 3, 4), fc.constant(2)),
      isRevoked: often(fc.constant(false), fc.constant(true)),
      epoch: often(fc.constant(1), fc.constant(0)),
      expiresAt: fc.constantFrom(0, 0, now, now + 1),
      since: block,
    }),
    { maxLength: 3 },
  ),
  requests: fc.array(
    fc.record({
      mailing: fc.option(
        fc.record({
          of: fc.nat(3),
          index: fc.nat(4),
          proof: often(fc.constant('right'), fc.constantFrom('none', 'long', 'next')),
        }),
        { freq: 2 },
      ),
      statement: seldom(
        fc.record({
          by: fc.oneof(fc.record({ wallet }), fc.record({ kind: fc.constantFrom(1, 1, 3, 4, 2) })),
          names: fc.option(own),
          also: often(fc.constant(false), fc.constant(true)),
          issued: often(fc.constantFrom(0, 60, -86_400), fc.constantFrom(61, -86_401)),
          spoilt: often(fc.constant('no'), fc.constantFrom('letter', 'signer')),
        }),
      ),
      sender: fc.oneof(fc.record({ wallet }), fc.record({ own })),
      carrier: often(carrier, fc.constant('none')),
      letter,
      named: often(fc.constant(undefined), fc.nat(7)),
      senderAuthenticated: fc.constantFrom(undefined, true as const),
      finality: fc.constantFrom(undefined, undefined, 'latest', 'safe', 'finalized'),
      minConfirmations: fc.constantFrom(undefined, undefined, 1, 2, 3, 4, 5, 40, 41, 61, 200),
      minSecondsLeft: fc.constantFrom(undefined, undefined, 0, 500),
      minCarriage: fc.constantFrom(undefined, undefined, '0', '10', '11'),
      minCarriageToken: token,
      acceptUnpaidCarriage: fc.constantFrom(undefined, undefined, true as const),
      unknownInbox: fc.constantFrom(undefined, 'refuse' as const, 'carry' as const),
    }),
    { minLength: 6, maxLength: 6 },
  ),
})

type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never

type Leaf = { inboxId: Hex; letterHash: Hex; proof: readonly Hex[] }
type Asked = { request: ModelRequest; truth: ModelTruth }
type Drawn = { world: ModelWorld; requests: Asked[] }

/** Draws a sketch with names of its own, so that thousands of worlds stand beside each other in the same tables. */
async function draw(sketched: Sketch, n: number): Promise<Drawn> {
  const name = `world ${n}`
  // History is keyed by its place, which no two worlds may share: an opening is the eighth event of its world.
  const place = (logIndex: number) => n * 10 + logIndex
  const walletOf = (n: number) => accountOf(name, n).address
  const ownOf = (n: number) => bytes32(`${name} own ${n}`)
  const relayOf = (who: string) => (who === 'none' ? native : address(`${name} relay ${who}`))
  const tokenOf = (n: number) => (n === 0 ? native : address(`${name} token ${n}`))
  const letterOf = (n: number) => bytes32(`${name} letter ${n}`)
  const whoOf = (who: { wallet: number } | { own: number }): Hex =>
    'wallet' in who ? walletOf(who.wallet) : ownOf(who.own)
  const inboxId = bytes32(`${name} recipient`)
  const { registeredBlock } = sketched
  const from = (since: number) => Math.max(since, registeredBlock)
  const recipient = {
    ...blankInbox(inboxId),
    consentGiven: sketched.words.some((word) => word.consent !== 'none'),
    registeredBlock,
    door: sketched.door,
    doorSinceBlock: from(sketched.doorSince),
  } as const

  const subjects = new Map(sketched.words.map((word) => [whoOf(word.subject), word]))
  const terms = new Map(sketched.terms.map((row) => [tokenOf(row.token), row]))
  const prices = new Map(
    sketched.prices.map((row) => [`${relayOf(row.carrier)} ${tokenOf(row.token)}`, row]),
  )
  const since = (sinceBlock: number) => ({ sinceBlock, sinceTime: timeOf(sinceBlock) })
  const stamps = sketched.stamps.map((row, n) => {
    const isUnpaid = row.carrier === 'none'
    return toStamp(chainId, {
      stampId: bytes32(`${name} stamp ${n}`),
      sender: walletOf(row.wallet),
      relay: relayOf(row.carrier),
      token: tokenOf(row.token),
      inboxId: row.elsewhere ? bytes32(`${name} elsewhere`) : inboxId,
      letterHash: letterOf(row.letter),
      carriage: isUnpaid ? 0n : row.carriage,
      carriageAsked: isUnpaid ? null : row.asked,
      expiresAt: now + (row.status === 'expired' ? Math.min(row.left, 0) : row.left),
      status: row.status,
      postedBlock: from(row.postedBlock),
      postedWhileClosed: row.postedWhileClosed,
    })
  })
  const leaves: Map<Hex, Leaf[]> = new Map()
  const trees = await Promise.all(
    sketched.mailings.map(({ letters }) =>
      mailingTree(letters.map((of) => ({ inboxId, letterHash: letterOf(of) }))),
    ),
  )
  const mailings = sketched.mailings.map((row, n) => {
    const mailingId = bytes32(`${name} mailing ${n}`)
    const letters = row.letters.map((of) => ({ inboxId, letterHash: letterOf(of) }))
    const { root, proof } = trees[n] as MailingTree
    leaves.set(
      mailingId,
      letters.map((letter, index) => ({ ...letter, proof: proof(index) })),
    )
    const isUnpaid = row.carrier === 'none'
    return toMailing(chainId, {
      ...{ mailingId, root, count: letters.length, sender: walletOf(row.wallet) },
      ...{ relay: relayOf(row.carrier), token: tokenOf(row.token), stake: row.stake },
      carriage: isUnpaid ? 0n : row.carriage,
      carriageAsked: isUnpaid ? null : row.asked,
      expiresAt: now + row.left,
      status: row.status as 'open',
      openedBlock: row.openedBlock,
      openedLogIndex: place(7),
    })
  })
  const ownInboxes = [0, 1].map((n) => ({
    ...blankInbox(ownOf(n)),
    ...{ keyEpoch: 1, registeredBlock: 40, door: 'free', doorSinceBlock: 40 },
  }))
  const changes = { timestamp: 0, transaction: bytes32('tx') }
  const keys = new Map(sketched.keys.map((row) => [`${row.own} ${row.kind}`, row]))
  const world = {
    ...{ block: head, now, tags },
    inboxes: [...(sketched.isKnown ? [recipient] : []), ...ownInboxes],
    mailings,
    mails: sketched.mailings.flatMap((row, n) =>
      row.collected.map((index) => ({
        ...{ chainId, mailingId: bytes32(`${name} mailing ${n}`), index, inboxId },
        ...{ letterHash: letterOf(0), payout: native, blockNumber: 99, logIndex: 0 },
        ...{ blockHash: bytes32('block'), ...changes },
      })),
    ),
    termsChanges: distinct(sketched.termsChanges).map((row) => ({
      ...{ chainId, blockNumber: row.block, logIndex: place(row.logIndex), inboxId },
      ...{ token: tokenOf(row.token), stake: row.stake, window: row.window },
      ...{ relayMayCollect: false, ...changes },
    })),
    doorChanges: distinct(sketched.doorChanges).map((row) => ({
      ...{
        chainId,
        blockNumber: row.block,
        logIndex: place(row.logIndex),
        inboxId,
        door: row.door,
      },
      ...changes,
    })),
    keys: [...keys.values()].map((row) => ({
      ...{ chainId, inboxId: ownOf(row.own), keyId: keyOf(row.kind).keyId, kind: row.kind },
      ...{ publicKey: keyOf(row.kind).publicKey, epoch: row.epoch, expiresAt: row.expiresAt },
      ...{ addedBlock: 40, addedAt: timeOf(40), periodBlock: row.since, periodLogIndex: 0 },
      ...{ revokedBlock: row.isRevoked ? 99 : null },
    })),
    wallets: sketched.links.map((link, n) => ({
      ...{ chainId, wallet: walletOf(n), inboxId: link.own === null ? null : ownOf(link.own) },
      ...since(link.since),
    })),
    consents: sketched.isKnown
      ? [...subjects].map(([who, word]) => ({
          ...{ chainId, inboxId, consent: word.consent },
          subject: who.length === 66 ? who : subjectOf(who),
          ...since(from(word.since)),
        }))
      : [],
    terms: sketched.isKnown
      ? [...terms].map(([of, row]) => ({
          ...{ chainId, inboxId, token: of, stake: row.stake },
          ...{ window: 3_600, relayMayCollect: false },
          ...since(registeredBlock),
        }))
      : [],
    relays: ['a', 'b'].map((who) => blankRelay(relayOf(who), sketched.active || who === 'b')),
    carriages: [...prices.values()].map((row) => ({
      ...{ chainId, relay: relayOf(row.carrier), token: tokenOf(row.token), amount: 10n },
      ...{ accepted: row.accepted, priceTimeline: [] },
      ...since(40),
    })),
    stamps: sketched.isKnown ? stamps : [],
  } as unknown as ModelWorld
  const requests = sketched.requests.map((asked): Asked => {
    const isNamed = asked.named !== undefined && asked.mailing === null
    const letter = { inboxId, letterHash: letterOf(asked.letter), relay: relayOf(asked.carrier) }
    const said = asked.statement && statementOf(asked.statement, letter, name)
    const request = {
      ...{ ...letter, sender: whoOf(asked.sender) },
      stampId: isNamed ? bytes32(`${name} stamp ${asked.named}`) : undefined,
      mailing: asked.mailing ? namedMailing(asked.mailing) : undefined,
      senderStatement: said ?? undefined,
      senderAuthenticated: asked.senderAuthenticated,
      finality: asked.finality,
      minConfirmations: asked.minConfirmations,
      minSecondsLeft: asked.minSecondsLeft,
      minCarriage: asked.minCarriage && { [tokenOf(asked.minCarriageToken)]: asked.minCarriage },
      acceptUnpaidCarriage: asked.acceptUnpaidCarriage,
      policy: asked.unknownInbox && { unknownInbox: asked.unknownInbox },
    }
    const truth = { leaves, isSigned: asked.statement?.spoilt === 'no' }
    return { request: request as ModelRequest, truth }
  })
  return { world, requests }

  function namedMailing({ of, index, proof }: { of: number; index: number; proof: string }) {
    const mailingId = bytes32(`${name} mailing ${of}`)
    const letters = leaves.get(mailingId) ?? []
    const right = letters[index]?.proof ?? []
    const proofs = {
      ...{ right, none: [], long: [...right, bytes32('sibling')] },
      next: letters[(index + 1) % letters.length]?.proof ?? [],
    }
    return { mailingId, index, proof: proofs[proof as keyof typeof proofs] }
  }
}

type Said = NonNullable<Sketch['requests'][number]['statement']>

function statementOf(
  { by, names, also, issued, spoilt }: Said,
  letter: { inboxId: Hex; letterHash: Hex; relay: Address },
  name: string,
) {
  const signer = 'wallet' in by ? accountOf(name, by.wallet) : keyOf(by.kind)
  const other = 'wallet' in by ? accountOf(name, by.wallet + 1) : keyNamed(by.kind, 'another')
  const statement = {
    ...letter,
    wallet: 'wallet' in by ? accountOf(name, by.wallet).address : also ? letter.relay : native,
    senderInboxId: names === null ? zeroHash : bytes32(`${name} own ${names}`),
    keyId: 'wallet' in by ? (also ? bytes32('also') : zeroHash) : keyOf(by.kind).keyId,
    issuedAt: now + issued,
  }
  const { sign } = spoilt === 'signer' ? other : signer
  const { signature } = signed(
    { ...statement, ...(spoilt === 'letter' && { letterHash: bytes32('another letter') }) },
    sign,
  )
  const { wallet, senderInboxId, keyId, issuedAt } = statement
  return { wallet, senderInboxId, keyId, issuedAt, signature }
}

const accounts = new Map<string, ReturnType<typeof walletNamed>>()

function accountOf(name: string, n: number): ReturnType<typeof walletNamed> {
  const key = `${name} wallet ${n}`
  const known = accounts.get(key) ?? walletNamed(key)
  accounts.set(key, known)
  return known
}

const allKeys = new Map([1, 2, 3, 4].map((kind) => [kind, keyNamed(kind)]))

function keyOf(kind: number): ReturnType<typeof keyNamed> {
  return allKeys.get(kind) as ReturnType<typeof keyNamed>
}

/** Without the later ones of the same place. */
function distinct<T extends { block: number; logIndex: number }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.block} ${row.logIndex}`, row])).values()]
}

function blankInbox(inboxId: Hex) {
  const { creator, registeredTx } = { creator: address('creator'), registeredTx: bytes32('tx') }
  return {
    ...{ chainId, inboxId, creator, inboxNonce: 0n, recovery: creator, keyEpoch: 0, registeredTx },
    ...{ registeredAt: timeOf(40), doorSinceTime: timeOf(40), payout: null },
    ...{ registeredLogIndex: 0, consentGiven: true },
    ...{ recoverySinceBlock: 40, recoverySinceTime: timeOf(40) },
  }
}

function blankRelay(relay: Address, active: boolean) {
  return {
    ...{ chainId, relay, signer: relay, endpoint: 'x', active, sinceBlock: 40, activeTimeline: [] },
    ...{ sinceTime: timeOf(40), registeredBlock: 40, registeredAt: timeOf(40) },
  }
}

async function fill(worlds: readonly ModelWorld[]): Promise<void> {
  await scene.reset()
  const { tables } = scene.chain
  await tables.insert(schema.inbox, ...worlds.flatMap((world) => world.inboxes))
  await tables.insert(schema.wallet, ...worlds.flatMap((world) => world.wallets))
  await tables.insert(schema.consent, ...worlds.flatMap((world) => world.consents))
  await tables.insert(schema.terms, ...worlds.flatMap((world) => world.terms))
  await tables.insert(schema.relay, ...worlds.flatMap((world) => world.relays))
  await tables.insert(schema.carriage, ...worlds.flatMap((world) => world.carriages))
  await tables.insert(schema.stamp, ...worlds.flatMap((world) => world.stamps))
  await tables.insert(schema.mailing, ...worlds.flatMap((world) => world.mailings))
  await tables.insert(schema.mail, ...worlds.flatMap((world) => world.mails))
  await tables.insert(schema.termsChange, ...worlds.flatMap((world) => world.termsChanges))
  await tables.insert(schema.doorChange, ...worlds.flatMap((world) => world.doorChanges))
  await tables.insert(schema.key, ...worlds.flatMap((world) => world.keys))
}

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
    const worlds = fc.array(sketch, { minLength: 120, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(worlds, async (sketches) => {
        const drawn = await Promise.all(sketches.map(draw))
        await fill(drawn.map(({ world }) => world))
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
      { numRuns: 12, endOnFailure: true },
    )
    // The worlds are worth something only if they lead everywhere.
    expect([...seen.keys()].sort()).toEqual(everyVerdict)
  }, 240_000)
})

const everyVerdict = [
  'already_settled false',
  'bad_proof false',
  'carriage_too_low false',
  'closed false',
  'consented true',
  'expired false',
  'expiring false',
  'no_common_token false',
  'no_postage_required true',
  'not_final false',
  'paid true',
  'postage_required false',
  'postage_unknown false',
  'sender_denied false',
  'stake_too_low false',
  'stamp_mismatch false',
  'token_not_accepted false',
  'unknown_inbox false',
  'unknown_inbox true',
  'window_too_short false',
  'wrong_relay false',
]
