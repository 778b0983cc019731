import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveTokens } from '../../api/queries/tokens.ts'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Scene } from './verifyScene.ts'
import {
  address,
  bytes32,
  head,
  hour,
  letterHash,
  native,
  now,
  payer,
  relay,
  sender,
  startScene,
  subjectOf,
  timeOf,
} from './verifyScene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const refused = (reason: string) => ({ eligible: false, reason })
const passed = (reason: string) => ({ eligible: true, reason })
const proven = { senderAuthenticated: true }

/** An inbox that asks for postage in the native token, and a relay that carries for it. */
async function priced(row: Parameters<Scene['inbox']>[0] = {}): Promise<void> {
  await scene.inbox(row)
  await scene.terms()
  await scene.price()
}

describe('row 1, unknown inbox', () => {
  it('refuses an inbox that is not registered', async () => {
    expect(await scene.verify()).toEqual({
      ...refused('unknown_inbox'),
      senderProof: 'unverified',
      validForSeconds: 1,
      asOf: expect.objectContaining({ chain: 'eip155:31337', blockNumber: String(head) }),
    })
  })

  it('carries if the policy says so, and refuses if it says that', async () => {
    expect(await scene.verify({ policy: { unknownInbox: 'carry' } })).toMatchObject(
      passed('unknown_inbox'),
    )
    expect(await scene.verify({ policy: { unknownInbox: 'refuse' } })).toMatchObject(
      refused('unknown_inbox'),
    )
    expect(await scene.verify({ policy: {} })).toMatchObject(refused('unknown_inbox'))
  })

  it('is not final while the inbox is registered later than the level', async () => {
    await scene.inbox({ door: 'free', registeredBlock: 98, doorSinceBlock: 98 })
    expect(await scene.verify({ minConfirmations: 2 })).toMatchObject(passed('no_postage_required'))
    expect(await scene.verify({ minConfirmations: 3 })).toMatchObject(passed('no_postage_required'))
    expect(await scene.verify({ minConfirmations: 4 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
    const carry = { minConfirmations: 4, policy: { unknownInbox: 'carry' } }
    expect(await scene.verify(carry)).toMatchObject(refused('not_final'))
  })

  it('says not_final, not postage_required, of an inbox that has been known for too short', async () => {
    await priced({ registeredBlock: 98, doorSinceBlock: 99 })
    expect(await scene.verify({ minConfirmations: 3 })).toMatchObject(refused('postage_required'))
    const verdict = await scene.verify({ minConfirmations: 5 })
    expect(verdict).toMatchObject({ ...refused('not_final'), retryAfterSeconds: 2 })
    expect(verdict.quote).toBeUndefined()
  })
})

describe('row 2, sender denied', () => {
  const own = bytes32('own inbox')
  const sibling = address('sibling')

  beforeEach(async () => {
    await scene.inbox({ door: 'free' })
    await scene.wallet({ wallet: sender, inboxId: own })
    await scene.wallet({ wallet: sibling, inboxId: own })
  })

  it.each([
    ['a wallet by itself', sender, subjectOf(sender)],
    ['a wallet by its inbox', sender, own],
    ['a wallet by another wallet of its inbox', sender, subjectOf(sibling)],
    ['an inbox by itself', own, own],
    ['an inbox by a wallet of it', own, subjectOf(sibling)],
  ])('refuses %s', async (_, claimed, denied) => {
    await scene.consent({ subject: denied, consent: 'denied' })
    const verdict = await scene.verify({ sender: claimed })
    expect(verdict).toMatchObject({ ...refused('sender_denied'), consent: 'denied' })
  })

  it('does so even if the sender is allowed in another way, and proven', async () => {
    await scene.consent({ subject: subjectOf(sender), consent: 'allowed' })
    await scene.consent({ subject: own, consent: 'denied' })
    expect(await scene.verify(proven)).toMatchObject(refused('sender_denied'))
  })

  it('counts at the newest block, however final the rest must be', async () => {
    await scene.consent({ subject: own, consent: 'denied', sinceBlock: head })
    expect(await scene.verify({ minConfirmations: 90 })).toMatchObject(refused('sender_denied'))
  })

  it('does not reach a wallet that has left the denied inbox, nor strangers', async () => {
    const left = address('left')
    await scene.wallet({ wallet: left, inboxId: null })
    await scene.consent({ subject: own, consent: 'denied' })
    expect(await scene.verify({ sender: left })).toMatchObject(passed('no_postage_required'))
    expect(await scene.verify({ sender: address('stranger') })).toMatchObject({
      ...passed('no_postage_required'),
      consent: 'none',
    })
  })

  it('does not count the denial of another inbox, nor one taken back', async () => {
    await scene.consent({ inboxId: bytes32('other'), subject: own, consent: 'denied' })
    await scene.consent({ subject: own, consent: 'none' })
    expect(await scene.verify()).toMatchObject(passed('no_postage_required'))
  })
})

describe('row 3, consented', () => {
  const own = bytes32('own inbox')

  beforeEach(() => priced())

  it('passes a proven wallet that is allowed', async () => {
    await scene.consent({ consent: 'allowed' })
    const verdict = await scene.verify(proven)
    expect(verdict).toMatchObject({ ...passed('consented'), senderProof: 'verified' })
    expect(verdict.consent).toBe('allowed')
    expect(verdict.senderInboxId).toBeUndefined()
  })

  it('does not count without proof, but tells of it', async () => {
    await scene.consent({ consent: 'allowed' })
    expect(await scene.verify()).toMatchObject({
      ...refused('postage_required'),
      consent: 'allowed',
      senderProof: 'unverified',
    })
  })

  it('passes a proven wallet whose inbox is allowed, and names that inbox', async () => {
    await scene.inbox({ inboxId: own })
    await scene.wallet({ wallet: sender, inboxId: own })
    await scene.consent({ subject: own, consent: 'allowed' })
    expect(await scene.verify(proven)).toMatchObject({
      ...passed('consented'),
      senderInboxId: own,
    })
  })

  it('passes a proven inbox that is allowed', async () => {
    await scene.consent({ subject: own, consent: 'allowed' })
    expect(await scene.verify({ ...proven, sender: own })).toMatchObject(passed('consented'))
  })

  it('never counts what siblings, or an inbox’s wallets, are allowed', async () => {
    await scene.wallet({ wallet: sender, inboxId: own })
    await scene.wallet({ wallet: address('sibling'), inboxId: own })
    await scene.consent({ subject: subjectOf(address('sibling')), consent: 'allowed' })
    expect(await scene.verify(proven)).toMatchObject({
      ...refused('postage_required'),
      consent: 'none',
    })
    expect(await scene.verify({ ...proven, sender: own })).toMatchObject(
      refused('postage_required'),
    )
  })

  it('must have been said by the level, and neither later', async () => {
    await scene.consent({ consent: 'allowed', sinceBlock: 98 })
    expect(await scene.verify({ ...proven, minConfirmations: 3 })).toMatchObject(
      passed('consented'),
    )
    expect(await scene.verify({ ...proven, minConfirmations: 4 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
  })

  it('by an inbox counts since the wallet joined it', async () => {
    await scene.wallet({ wallet: sender, inboxId: own, sinceBlock: 97 })
    await scene.consent({ subject: own, consent: 'allowed', sinceBlock: 20 })
    expect(await scene.verify({ ...proven, minConfirmations: 4 })).toMatchObject(
      passed('consented'),
    )
    expect(await scene.verify({ ...proven, minConfirmations: 5 })).toMatchObject(
      refused('not_final'),
    )
    expect(await scene.verify({ ...proven, sender: own, minConfirmations: 5 })).toMatchObject(
      passed('consented'),
    )
  })

  it('of wallet and inbox takes the one that has held longer', async () => {
    await scene.wallet({ wallet: sender, inboxId: own, sinceBlock: 20 })
    await scene.consent({ consent: 'allowed', sinceBlock: 99 })
    await scene.consent({ subject: own, consent: 'allowed', sinceBlock: 60 })
    expect(await scene.verify({ ...proven, minConfirmations: 41 })).toMatchObject(
      passed('consented'),
    )
    expect(await scene.verify({ ...proven, minConfirmations: 42 })).toMatchObject(
      refused('not_final'),
    )
  })

  it('that is too new gives way to postage that passes', async () => {
    await scene.consent({ consent: 'allowed', sinceBlock: 99 })
    await scene.stamps({ postedBlock: 50 })
    expect(await scene.verify({ ...proven, minConfirmations: 10 })).toMatchObject(passed('paid'))
  })

  it('that is too new makes not_final of a refusal further down', async () => {
    await scene.consent({ consent: 'allowed', sinceBlock: 99 })
    await scene.stamps({ status: 'collected' })
    expect(await scene.verify({ ...proven, minConfirmations: 10 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 8,
    })
  })
})

describe('row 4, free door', () => {
  it('passes', async () => {
    await scene.inbox({ door: 'free' })
    const verdict = await scene.verify()
    expect(verdict).toMatchObject({ ...passed('no_postage_required'), consent: 'none' })
    expect(verdict.postage).toBeUndefined()
    expect(verdict.quote).toBeUndefined()
  })

  it('must be free since the level', async () => {
    await scene.inbox({ door: 'free', doorSinceBlock: 91 })
    expect(await scene.verify({ minConfirmations: 10 })).toMatchObject(
      passed('no_postage_required'),
    )
    expect(await scene.verify({ minConfirmations: 11 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
  })

  it('that is too new gives way to postage that passes', async () => {
    await scene.inbox({ door: 'free', doorSinceBlock: 91 })
    await scene.stamps({})
    expect(await scene.verify({ minConfirmations: 11 })).toMatchObject(passed('paid'))
  })
})

describe('row 5, closed door', () => {
  beforeEach(() => priced({ door: 'closed' }))

  it('refuses without postage, and quotes none', async () => {
    const verdict = await scene.verify()
    expect(verdict).toMatchObject(refused('closed'))
    expect(verdict.quote).toBeUndefined()
  })

  it('refuses postage posted while it was closed', async () => {
    await scene.stamps({ postedWhileClosed: true })
    expect(await scene.verify()).toMatchObject(refused('closed'))
  })

  it('lets pass pending postage posted before it closed', async () => {
    await scene.stamps({ postedWhileClosed: false })
    expect(await scene.verify()).toMatchObject(passed('paid'))
  })

  it('judges such postage by the later rows', async () => {
    await scene.stamps({ carriage: 9n })
    const verdict = await scene.verify()
    expect(verdict).toMatchObject(refused('carriage_too_low'))
    expect(verdict.quote).toBeUndefined()
  })

  it('refuses when such postage is no longer pending', async () => {
    await scene.stamps({ status: 'collected' })
    expect(await scene.verify()).toMatchObject(refused('closed'))
  })

  it('judges a named stamp alone', async () => {
    await scene.stamps(
      { stampId: bytes32('before'), postedWhileClosed: false },
      { stampId: bytes32('after'), postedWhileClosed: true },
      { stampId: bytes32('elsewhere'), letterHash: bytes32('other letter') },
    )
    expect(await scene.verify({ stampId: bytes32('before') })).toMatchObject(passed('paid'))
    for (const name of ['after', 'elsewhere', 'never posted']) {
      expect(await scene.verify({ stampId: bytes32(name) })).toMatchObject(refused('closed'))
    }
  })

  it('makes no difference to postage once it is open again', async () => {
    await scene.reset()
    await priced()
    await scene.stamps({ postedWhileClosed: true })
    expect(await scene.verify()).toMatchObject(passed('paid'))
  })
})

describe('row 6, named stamp', () => {
  beforeEach(() => priced())

  it('is unknown while not indexed: ask again', async () => {
    const verdict = await scene.verify({ stampId: bytes32('never posted') })
    expect(verdict).toMatchObject({ ...refused('postage_unknown'), retryAfterSeconds: 1 })
    expect(verdict.postage).toBeUndefined()
  })

  it('is unknown if it was called off before it was posted, for ever', async () => {
    await scene.chain.tables.insert(schema.voidedStamp, {
      chainId: scene.chain.id,
      stampId: bytes32('voided'),
      sender: payer,
      blockNumber: 7,
      logIndex: 0,
      blockHash: bytes32('block 7'),
      timestamp: timeOf(7),
      transaction: bytes32('voiding'),
    })
    const verdict = await scene.verify({ stampId: bytes32('voided') })
    expect(verdict).toMatchObject({ ...refused('postage_unknown'), retryAfterSeconds: 1 })
    expect(verdict.postage).toBeUndefined()
  })

  it('is not looked for on another chain', async () => {
    await scene.stamps({ chainId: 31338 })
    expect(await scene.verify({ stampId: bytes32('stamp') })).toMatchObject(
      refused('postage_unknown'),
    )
  })

  it.each([
    ['inbox', { inboxId: bytes32('another inbox') }],
    ['letter', { letterHash: bytes32('another letter') }],
  ])('is refused for another %s', async (_, row) => {
    await scene.stamps(row)
    const verdict = await scene.verify({ stampId: bytes32('stamp') })
    expect(verdict).toMatchObject(refused('stamp_mismatch'))
    expect(verdict.quote).toHaveLength(1)
  })

  it('is judged alone, though another stamp of the letter would pass', async () => {
    await scene.stamps({ stampId: bytes32('good') }, { stampId: bytes32('low'), carriage: 9n })
    expect(await scene.verify({ stampId: bytes32('low') })).toMatchObject({
      ...refused('carriage_too_low'),
      postage: { stampId: bytes32('low') },
    })
    expect(
      await scene.verify({ stampId: bytes32('good').toUpperCase().replace('0X', '0x') }),
    ).toMatchObject({ ...passed('paid'), postage: { stampId: bytes32('good') } })
  })
})

describe('row 7, no postage', () => {
  it('quotes what inbox and relay ask now', async () => {
    await priced()
    expect(await scene.verify()).toMatchObject({
      ...refused('postage_required'),
      quote: [
        { token: native, stake: '1000', carriage: '10', relay: getAddress(relay), window: hour },
      ],
    })
  })

  it('quotes every token in common, in the order of their addresses', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map(address).sort() as [
      `0x${string}`,
      `0x${string}`,
      `0x${string}`,
    ]
    await priced()
    await scene.terms({ token: b, stake: 5n, window: 2 * hour })
    await scene.terms({ token: a, stake: 6n })
    await scene.terms({ token: c, stake: 7n })
    await scene.price({ token: b, amount: 0n })
    await scene.price({ token: a, amount: 2n })
    const { quote } = await scene.verify()
    expect(quote?.map(({ token, stake, carriage }) => [token, stake, carriage])).toEqual([
      [native, '1000', '10'],
      [getAddress(a), '6', '2'],
      [getAddress(b), '5', '0'],
    ])
  })

  it('says closed of an inbox that accepts no token, or no longer', async () => {
    await scene.inbox()
    await scene.price()
    expect(await scene.verify()).toMatchObject(refused('closed'))
    await scene.terms({ stake: 0n, window: 0 })
    expect(await scene.verify()).toMatchObject(refused('closed'))
  })

  it.each([
    ['is not registered', () => Promise.resolve()],
    ['does not accept the token', () => scene.price({ accepted: false })],
    ['accepts another', () => scene.price({ token: address('another token') })],
    ['is out of service', () => scene.price({ active: false })],
  ])('says no_common_token where the relay %s', async (_, arrange) => {
    await scene.inbox()
    await scene.terms()
    await arrange()
    const verdict = await scene.verify()
    expect(verdict).toMatchObject(refused('no_common_token'))
    expect(verdict.quote).toBeUndefined()
  })

  describe('given an inbox that accepts more tokens than are looked at in turn', () => {
    const many = Array.from({ length: 200 }, (_, i) => address(`token ${i}`)).sort()
    const last = many.at(-1) as (typeof many)[number]
    const quoted = { token: getAddress(last), carriage: '10', relay: getAddress(relay) }

    beforeEach(async () => {
      await scene.inbox()
      for (const token of many) await scene.terms({ token })
    })

    it('finds the one that the relay accepts, be it the last', async () => {
      await scene.price({ token: last })
      const verdict = await scene.verify()
      expect(verdict).toMatchObject(refused('postage_required'))
      expect(verdict.quote).toMatchObject([quoted])
    })

    it('finds the one that the relay accepts among 127 that the inbox does not', async () => {
      for (let i = 0; i < 127; i++) {
        await scene.price({ token: `0x${i.toString(16).padStart(40, '0')}` })
      }
      await scene.price({ token: last })
      expect((await scene.verify()).quote).toMatchObject([quoted])
    })

    it('finds the one that minCarriage names, and lists none twice', async () => {
      await scene.price({ token: many[0] as typeof last })
      const { quote } = await scene.verify({ minCarriage: { [last]: '7' } })
      expect(quote?.map(({ token }) => token)).toEqual([
        getAddress(many[0] as typeof last),
        getAddress(last),
      ])
    })

    it.each([
      ['no longer accepts it', { accepted: false }],
      ['is out of service', { active: false }],
    ])('says no_common_token where the relay %s', async (_, row) => {
      await scene.price({ token: last, ...row })
      expect(await scene.verify()).toMatchObject(refused('no_common_token'))
    })

    it('lists the 16 lowest for unpaid carriage', async () => {
      const { quote } = await scene.verify({ acceptUnpaidCarriage: true })
      expect(quote?.map(({ token }) => token)).toEqual(
        many.slice(0, 16).map((token) => getAddress(token)),
      )
    })
  })

  it('calls a token in a quote by its name once that is known', async () => {
    const { services, clock } = scene.world
    const token = address('named token')
    const readAt = Math.floor(clock.now / 1_000)
    await saveTokens(services.store, scene.chain.id, [
      { token, symbol: 'NAME', decimals: 6, readAt },
    ])
    await priced()
    await scene.terms({ token })
    await scene.price({ token })
    const names = async () =>
      (await scene.verify()).quote?.map(({ symbol, decimals }) => [symbol, decimals])
    expect(await names()).toEqual([
      ['ETH', 18],
      [undefined, undefined],
    ])
    await services.tokens?.load(scene.chain.id, [token])
    expect(await names()).toEqual([
      ['ETH', 18],
      ['NAME', 6],
    ])
  })

  it('takes every token as common for unpaid carriage, by stamps without a relay', async () => {
    await scene.inbox()
    await scene.terms()
    await scene.terms({ token: address('token'), stake: 5n })
    const verdict = await scene.verify({ acceptUnpaidCarriage: true })
    expect(verdict).toMatchObject(refused('postage_required'))
    expect(verdict.quote).toMatchObject([
      { token: native, carriage: '0', relay: native },
      { token: getAddress(address('token')), stake: '5', carriage: '0', relay: native },
    ])
  })

  it('takes a token as common that minCarriage names, and asks the larger of both', async () => {
    const token = address('token')
    await priced()
    await scene.terms({ token })
    const quote = async (minCarriage: Record<string, string>) =>
      (await scene.verify({ minCarriage })).quote?.map((entry) => [entry.token, entry.carriage])
    expect(await quote({ [native]: '9' })).toEqual([[native, '10']])
    expect(await quote({ [native]: '11' })).toEqual([[native, '11']])
    expect(await quote({ [getAddress(token)]: '7' })).toEqual([
      [native, '10'],
      [getAddress(token), '7'],
    ])
  })
})

describe('row 8, payer denied', () => {
  const own = bytes32('inbox of the payer')

  beforeEach(async () => {
    await priced()
    await scene.wallet({ wallet: payer, inboxId: own })
    await scene.wallet({ wallet: address('sibling'), inboxId: own })
    await scene.stamps({})
  })

  it.each([
    ['itself', subjectOf(payer)],
    ['its inbox', own],
    ['another wallet of its inbox', subjectOf(address('sibling'))],
  ])('refuses what a payer paid who is denied by %s', async (_, denied) => {
    await scene.consent({ subject: denied, consent: 'denied', sinceBlock: head })
    const verdict = await scene.verify({ minConfirmations: 20 })
    expect(verdict).toMatchObject({ ...refused('sender_denied'), consent: 'none' })
    expect(verdict.postage?.sender).toBe(getAddress(payer))
    expect(await scene.verify({ stampId: bytes32('stamp') })).toMatchObject(
      refused('sender_denied'),
    )
  })

  it('does not touch what others paid', async () => {
    await scene.consent({ subject: own, consent: 'denied' })
    await scene.stamps({ stampId: bytes32('other'), sender: address('another payer') })
    expect(await scene.verify()).toMatchObject({
      ...passed('paid'),
      postage: { stampId: bytes32('other') },
    })
  })
})

describe('row 9, relay', () => {
  beforeEach(() => priced())

  it('refuses a stamp for another relay', async () => {
    await scene.stamps({ relay: address('another relay') })
    expect(await scene.verify()).toMatchObject(refused('wrong_relay'))
    expect(await scene.verify({ acceptUnpaidCarriage: true })).toMatchObject(refused('wrong_relay'))
  })

  it('refuses a stamp for no relay, unless unpaid carriage is accepted', async () => {
    await scene.stamps({ relay: native, carriage: 0n, carriageAsked: null })
    expect(await scene.verify()).toMatchObject(refused('wrong_relay'))
    expect(await scene.verify({ acceptUnpaidCarriage: true })).toMatchObject(passed('paid'))
  })

  it('never takes a stamp for no relay as paying one, even if relay 0 asks', async () => {
    await scene.stamps({ relay: native, carriage: 0n, carriageAsked: null })
    const asked = { relay: native, minCarriage: { [native]: '0' } }
    expect(await scene.verify(asked)).toMatchObject(refused('wrong_relay'))
  })
})

describe('row 10, settled', () => {
  it.each(['collected', 'returned'] as const)('refuses a %s stamp', async (status) => {
    await priced()
    await scene.stamps({ status, settledAt: now - 5 })
    const verdict = await scene.verify()
    expect(verdict).toMatchObject({ ...refused('already_settled'), postage: { status } })
    expect(verdict.quote).toHaveLength(1)
  })
})

describe('row 11, expired', () => {
  beforeEach(() => priced())

  it.each([
    ['a second before', -1, passed('paid')],
    ['at', 0, refused('expired')],
    ['a second after', 1, refused('expired')],
  ])('%s expiresAt', async (_, offset, expected) => {
    await scene.stamps({ status: 'admitted', expiresAt: now - offset })
    expect(await scene.verify()).toMatchObject(expected)
  })

  it('says so before and after expire was called', async () => {
    await scene.stamps({ expiresAt: now - 10 })
    expect(await scene.verify()).toMatchObject({
      ...refused('expired'),
      postage: { status: 'open' },
    })
    await scene.chain.tables.run(`update stamp set status = 'expired', settled_at = ${now}`)
    expect(await scene.verify()).toMatchObject({
      ...refused('expired'),
      postage: { status: 'expired' },
    })
  })

  it('goes by the later of wall clock and newest block', async () => {
    await scene.stamps({ status: 'admitted', expiresAt: now + 2 })
    const { clock } = scene.world
    clock.now = (now - 30) * 1_000
    await scene.chain.index()
    expect(await scene.verify()).toMatchObject({ ...passed('paid'), validForSeconds: 1 })
    clock.now = (now + 2) * 1_000 - 1
    await scene.chain.index()
    expect(await scene.verify()).toMatchObject(passed('paid'))
    clock.now = (now + 2) * 1_000
    expect(await scene.verify()).toMatchObject(refused('expired'))
    clock.now = now * 1_000
    await scene.chain.index()
  })
})

describe('row 13, expiring', () => {
  beforeEach(() => priced())

  it.each([
    [10, -1, refused('expiring')],
    [10, 0, passed('paid')],
    [10, 1, passed('paid')],
    // Nine tenths of 3,601 are 3,240.9: 3,240 are too few, 3,241 enough.
    [11, -1, refused('expiring')],
    [11, 0, passed('paid')],
  ])('needs nine tenths of the window (case %i, %i s)', async (kind, offset, expected) => {
    const [window, least] = kind === 10 ? [hour, 3_240] : [hour + 1, 3_241]
    await scene.stamps({ window, expiresAt: now + least + offset })
    expect(await scene.verify()).toMatchObject(expected)
  })

  it.each([
    [-1, refused('expiring')],
    [0, passed('paid')],
    [1, passed('paid')],
  ])('or what minSecondsLeft asks (%i s)', async (offset, expected) => {
    await scene.stamps({ expiresAt: now + 500 + offset })
    expect(await scene.verify({ minSecondsLeft: 500 })).toMatchObject(expected)
  })

  it('takes minSecondsLeft 0 as asking for nothing', async () => {
    await scene.stamps({ expiresAt: now + 1 })
    expect(await scene.verify({ minSecondsLeft: 0 })).toMatchObject(passed('paid'))
  })

  it('no longer matters once the stamp is admitted', async () => {
    await scene.stamps({ status: 'admitted', expiresAt: now + 1 })
    expect(await scene.verify({ minSecondsLeft: 500 })).toMatchObject(passed('paid'))
  })
})

describe('row 14, carriage', () => {
  beforeEach(() => priced())

  it.each([
    [-1n, refused('carriage_too_low')],
    [0n, passed('paid')],
    [1n, passed('paid')],
  ])('must be what the relay asked (%i)', async (offset, expected) => {
    const asked = 2n ** 95n
    await scene.stamps({ carriage: asked + offset, carriageAsked: asked })
    const verdict = await scene.verify()
    expect(verdict).toMatchObject(expected)
    expect(verdict.postage?.carriage).toBe(String(asked + offset))
  })

  it('goes by the price at posting, not by the present one', async () => {
    await scene.stamps({ carriage: 3n, carriageAsked: 3n })
    expect(await scene.verify()).toMatchObject(passed('paid'))
  })

  it.each([
    ['24', refused('carriage_too_low')],
    ['23', passed('paid')],
    ['22', passed('paid')],
  ])('must reach minCarriage too (%s)', async (least, expected) => {
    await scene.stamps({ carriage: 23n })
    expect(await scene.verify({ minCarriage: { [native]: least } })).toMatchObject(expected)
    const other = { [address('token')]: '1000' }
    expect(await scene.verify({ minCarriage: other })).toMatchObject(passed('paid'))
  })

  it('cannot be lowered by minCarriage', async () => {
    await scene.stamps({ carriage: 9n })
    expect(await scene.verify({ minCarriage: { [native]: '9' } })).toMatchObject(
      refused('carriage_too_low'),
    )
  })

  it('in a token that the relay did not accept passes only if minCarriage names it', async () => {
    await scene.stamps({ carriage: 23n, carriageAsked: null })
    expect(await scene.verify()).toMatchObject(refused('carriage_too_low'))
    const named = (least: string) => scene.verify({ minCarriage: { [native]: least } })
    expect(await named('24')).toMatchObject(refused('carriage_too_low'))
    expect(await named('23')).toMatchObject(passed('paid'))
    expect(await named('0')).toMatchObject(passed('paid'))
    const other = { [address('token')]: '0' }
    expect(await scene.verify({ minCarriage: other })).toMatchObject(refused('carriage_too_low'))
  })

  it('is not asked of a stamp without a relay that row 9 let through', async () => {
    await scene.stamps({ relay: native, carriage: 0n, carriageAsked: null })
    const fields = { acceptUnpaidCarriage: true, minCarriage: { [native]: '50' } }
    expect(await scene.verify(fields)).toMatchObject(passed('paid'))
  })

  it('is asked of a stamp for this relay even where unpaid carriage is accepted', async () => {
    await scene.stamps({ carriage: 9n })
    expect(await scene.verify({ acceptUnpaidCarriage: true })).toMatchObject(
      refused('carriage_too_low'),
    )
  })
})

describe('row 15, finality', () => {
  beforeEach(() => priced())

  it.each([
    [50, passed('paid'), undefined],
    [51, passed('paid'), undefined],
    [52, refused('not_final'), 1],
    [61, refused('not_final'), 10],
  ])('by confirmations (%i)', async (minConfirmations, expected, retryAfterSeconds) => {
    await scene.stamps({ postedBlock: 50 })
    const verdict = await scene.verify({ minConfirmations })
    expect(verdict).toMatchObject({ ...expected, postage: { confirmations: 51 } })
    expect(verdict.retryAfterSeconds).toBe(retryAfterSeconds)
  })

  it('counts a stamp of the newest block as confirmed once', async () => {
    await scene.stamps({ postedBlock: head })
    expect(await scene.verify()).toMatchObject({ ...passed('paid'), postage: { confirmations: 1 } })
    expect(await scene.verify({ minConfirmations: 2 })).toMatchObject(refused('not_final'))
  })

  it.each(['safe', 'finalized'] as const)(
    'by the block that the node calls %s',
    async (finality) => {
      await scene.stamps({ postedBlock: 50 })
      const { tags } = scene.chain.fake
      for (const [tag, expected, retryAfterSeconds] of [
        [49, refused('not_final'), 1],
        [50, passed('paid'), undefined],
        [51, passed('paid'), undefined],
      ] as const) {
        // Tags never go back, so they are forgotten in between.
        await scene.tag(finality, tag)
        const verdict = await scene.verify({ finality })
        expect(verdict).toMatchObject(expected)
        expect(verdict.retryAfterSeconds).toBe(retryAfterSeconds)
        expect(await scene.verify({ finality: 'latest' })).toMatchObject(passed('paid'))
      }
      tags[finality] = null
    },
  )

  it('by the older of both', async () => {
    await scene.stamps({ postedBlock: 50 })
    await scene.tag('finalized', 60)
    const finalized = { finality: 'finalized' }
    expect(await scene.verify({ ...finalized, minConfirmations: 51 })).toMatchObject(passed('paid'))
    expect(await scene.verify({ ...finalized, minConfirmations: 52 })).toMatchObject(
      refused('not_final'),
    )
    await scene.tag('finalized', 49)
    expect(await scene.verify({ ...finalized, minConfirmations: 1 })).toMatchObject(
      refused('not_final'),
    )
  })

  it('finds nothing final where the node knows no such block', async () => {
    await scene.stamps({ postedBlock: 50 })
    await scene.tag('safe', 0)
    expect(await scene.verify({ finality: 'safe' })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 50,
    })
  })
})

describe('row 16, paid', () => {
  it.each(['open', 'admitted'] as const)('passes an %s stamp, with all of it', async (status) => {
    await priced()
    await scene.wallet({ wallet: payer, inboxId: bytes32('inbox of the payer') })
    await scene.stamps({ status, carriage: 11n, postedBlock: 60 })
    expect(await scene.verify()).toEqual({
      ...passed('paid'),
      postage: {
        stampId: bytes32('stamp'),
        sender: getAddress(payer),
        relay: getAddress(relay),
        token: native,
        carriage: '11',
        stake: '1000',
        expiresAt: now + hour,
        window: hour,
        status,
        postedBlock: '60',
        postedBlockHash: bytes32('block 60'),
        postedAt: timeOf(60),
        confirmations: 41,
      },
      consent: 'none',
      senderProof: 'unverified',
      validForSeconds: 1,
      asOf: {
        chain: 'eip155:31337',
        blockNumber: String(head),
        blockHash: scene.chain.fake.head.hash,
        blockTimestamp: now,
        safeBlock: expect.any(String),
        finalizedBlock: expect.any(String),
        headBlock: String(head),
      },
    })
  })

  it('does not need terms or a price that hold now', async () => {
    await scene.inbox()
    await scene.stamps({})
    expect(await scene.verify()).toMatchObject(passed('paid'))
  })

  it('does not pass for another inbox or letter', async () => {
    await priced()
    await scene.stamps(
      { stampId: bytes32('a'), inboxId: bytes32('another inbox') },
      { stampId: bytes32('b'), letterHash: bytes32('another letter') },
    )
    expect(await scene.verify()).toMatchObject(refused('postage_required'))
    expect(
      await scene.verify({ letterHash: letterHash.toUpperCase().replace('0X', '0x') }),
    ).toMatchObject(refused('postage_required'))
  })
})

describe('several stamps of one letter', () => {
  beforeEach(() => priced())

  const failures = [
    ['sender_denied', { sender: address('denied') }],
    ['wrong_relay', { relay: address('another relay') }],
    ['already_settled', { status: 'returned' }],
    ['expired', { expiresAt: now }],
    ['expiring', { expiresAt: now + 60 }],
    ['carriage_too_low', { carriage: 9n }],
    ['not_final', { postedBlock: head }],
  ] as const

  it('give the reason of the one that got furthest', async () => {
    await scene.consent({ subject: subjectOf(address('denied')), consent: 'denied' })
    for (const [reason, row] of failures) {
      await scene.stamps({ ...row, stampId: bytes32(reason) })
      const verdict = await scene.verify({ minConfirmations: 2 })
      expect(verdict).toMatchObject({ ...refused(reason), postage: { stampId: bytes32(reason) } })
    }
    await scene.stamps({ stampId: bytes32('good') })
    expect(await scene.verify({ minConfirmations: 2 })).toMatchObject({
      ...passed('paid'),
      postage: { stampId: bytes32('good') },
    })
  })

  it('are each judged alone: one’s carriage does not help another’s expiry', async () => {
    await scene.stamps(
      { stampId: bytes32('low'), carriage: 0n },
      { stampId: bytes32('late'), carriage: 1_000n, expiresAt: now },
    )
    expect(await scene.verify()).toMatchObject(refused('carriage_too_low'))
  })
})
