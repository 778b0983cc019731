import fc from 'fast-check'
import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Verdict, VerdictItem } from '../../protocol/wire/verify.ts'
import type { ModelRequest, ModelWorld } from './verifyModel.ts'
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
  toStamp,
} from './verifyScene.ts'

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
  requests: fc.array(
    fc.record({
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

/** Draws a sketch with names of its own, so that thousands of worlds stand beside each other in the same tables. */
function draw(sketched: Sketch, name: string): { world: ModelWorld; requests: ModelRequest[] } {
  const walletOf = (n: number) => address(`${name} wallet ${n}`)
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
  const world = {
    ...{ block: head, now, tags },
    inboxes: sketched.isKnown ? [recipient] : [],
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
  } as ModelWorld
  const requests = sketched.requests.map((asked) => ({
    ...{ inboxId, sender: whoOf(asked.sender), letterHash: letterOf(asked.letter) },
    relay: relayOf(asked.carrier),
    stampId: asked.named === undefined ? undefined : bytes32(`${name} stamp ${asked.named}`),
    senderAuthenticated: asked.senderAuthenticated,
    finality: asked.finality,
    minConfirmations: asked.minConfirmations,
    minSecondsLeft: asked.minSecondsLeft,
    minCarriage: asked.minCarriage && { [tokenOf(asked.minCarriageToken)]: asked.minCarriage },
    acceptUnpaidCarriage: asked.acceptUnpaidCarriage,
    policy: asked.unknownInbox && { unknownInbox: asked.unknownInbox },
  }))
  return { world, requests: requests as ModelRequest[] }
}

function blankInbox(inboxId: Hex) {
  const { creator, registeredTx } = { creator: address('creator'), registeredTx: bytes32('tx') }
  return {
    ...{ chainId, inboxId, creator, inboxNonce: 0n, recovery: creator, keyEpoch: 0, registeredTx },
    ...{ registeredAt: timeOf(40), doorSinceTime: timeOf(40), payout: null },
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
}

/** Fails where the API does not say what the model says, with all that is needed to see why. */
function compare(
  given: VerdictItem,
  world: ModelWorld,
  request: ModelRequest,
  seen: Map<string, number>,
): void {
  const expected = judgeByModel(world, request)
  const { eligible, reason } = given
  seen.set(`${reason} ${eligible}`, (seen.get(`${reason} ${eligible}`) ?? 0) + 1)
  expect({ eligible, reason, request, world }).toEqual({
    eligible: expected.eligible,
    reason: expected.reason,
    request,
    world,
  })
  const named = given.postage ? [given.postage.stampId] : []
  if (expected.stampIds.length === 0) expect(named).toEqual([])
  else expect(expected.stampIds).toContain(named[0])
}

describe('verify, against the table read word by word', () => {
  it('says what the model says of every letter of thousands of small worlds', async () => {
    const seen = new Map<string, number>()
    const worlds = fc.array(sketch, { minLength: 150, maxLength: 150 })
    await fc.assert(
      fc.asyncProperty(worlds, async (sketches) => {
        const drawn = sketches.map((sketched, n) => draw(sketched, `world ${n}`))
        await fill(drawn.map(({ world }) => world))
        const asked = drawn.flatMap(({ world, requests }) =>
          requests.map((request) => ({ world, request })),
        )
        const { results } = await scene.batch(asked.map(({ request }) => request))
        for (const [n, { world, request }] of asked.entries()) {
          compare(results[n] as VerdictItem, world, request, seen)
        }
        const one = asked[0]
        if (!one) return
        const { asOf: _, ...single } = (await scene.verify(one.request)) as Verdict
        expect(single).toEqual(results[0])
      }),
      { numRuns: 14, endOnFailure: true },
    )
    // The worlds are worth something only if they lead everywhere.
    expect([...seen.keys()].sort()).toEqual(everyVerdict)
  }, 60_000)
})

const everyVerdict = [
  'already_settled false',
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
  'stamp_mismatch false',
  'unknown_inbox false',
  'unknown_inbox true',
  'wrong_relay false',
]
