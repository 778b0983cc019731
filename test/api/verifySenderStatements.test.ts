import type { Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SenderStatement } from '../../protocol/senderStatement.ts'
import type { Scene } from './verifyScene.ts'
import {
  address,
  bytes32,
  head,
  letterHash,
  now,
  recipient,
  relay,
  startScene,
  subjectOf,
} from './verifyScene.ts'
import { keyNamed, signed, walletNamed } from './verifySigners.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(async () => {
  await scene.reset()
  await scene.inbox()
  await scene.terms()
  await scene.price()
})
afterAll(() => scene.stop())

const wallet = walletNamed('wallet')
const own = bytes32('own inbox')
const blank: SenderStatement = {
  ...{ inboxId: recipient, wallet: zeroAddress, senderInboxId: zeroHash, keyId: zeroHash },
  ...{ letterHash, relay, issuedAt: now },
}

const consented = { eligible: true, reason: 'consented', senderProof: 'verified' }
const proven = { eligible: false, reason: 'postage_required', senderProof: 'verified' }
const unproven = { eligible: false, reason: 'postage_required', senderProof: 'unverified' }

/** What row 3 says that the statement lacks, or who signed it. */
async function lack(fields: object): Promise<unknown> {
  const { rows } = await scene.verify({ ...fields, explain: true })
  return rows?.find(({ row }) => row === 3)?.values.statement
}

describe('a statement by a wallet', () => {
  const statement = { ...blank, wallet: wallet.address }
  const by = (fields: Partial<SenderStatement> = {}, sign = wallet.sign) => ({
    sender: wallet.address,
    senderStatement: signed({ ...statement, ...fields }, sign),
  })

  it('proves the wallet', async () => {
    expect(await scene.verify(by())).toMatchObject(proven)
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    expect(await scene.verify(by())).toMatchObject(consented)
    expect(await lack(by())).toBe('signed by the wallet')
  })

  it('and its inbox, named or not', async () => {
    await scene.wallet({ wallet: wallet.address, inboxId: own })
    await scene.consent({ subject: own, consent: 'allowed' })
    expect(await scene.verify(by())).toMatchObject(consented)
    expect(await scene.verify(by({ senderInboxId: own }))).toMatchObject(consented)
  })

  it('holds at the level only if the wallet has been linked by then', async () => {
    await scene.wallet({ wallet: wallet.address, inboxId: own, sinceBlock: 97 })
    await scene.consent({ subject: own, consent: 'allowed' })
    expect(await scene.verify({ ...by(), minConfirmations: 4 })).toMatchObject(consented)
    expect(await scene.verify({ ...by(), minConfirmations: 5 })).toMatchObject({
      reason: 'not_final',
      senderProof: 'verified',
    })
  })

  it.each<[string, object, string]>([
    ['an inbox that is not its own', by({ senderInboxId: own }), 'its wallet is not of its inbox'],
    ['a key too', by({ keyId: bytes32('key') }), 'it names both a key and a wallet'],
    ['another sender', { ...by(), sender: address('other') }, 'the sender is not its wallet'],
    ['an inbox as sender', { ...by(), sender: own }, 'the sender is not its wallet'],
    [
      'another letter',
      by({}, () => wallet.sign(new Uint8Array(32).fill(1))),
      'its signature is of another key, wallet or statement',
    ],
    [
      'another signer',
      by({}, walletNamed('other').sign),
      'its signature is of another key, wallet or statement',
    ],
  ])('proves nothing with %s', async (_, fields, because) => {
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    expect(await scene.verify(fields)).toMatchObject(unproven)
    expect(await lack(fields)).toBe(because)
  })

  it('proves nothing of another relay, letter or recipient than those of the request', async () => {
    await scene.inbox({ inboxId: own, door: 'postage' })
    for (const fields of [
      { relay: address('relay 2'), minCarriage: { [zeroAddress]: '1' } },
      { letterHash: bytes32('letter 2') },
      { inboxId: own },
    ]) {
      expect(await scene.verify({ ...by(), ...fields })).toMatchObject({
        senderProof: 'unverified',
      })
    }
  })

  it.each([
    [-61, unproven, 'it is of the future'],
    [-60, consented, 'signed by the wallet'],
    [86_400, consented, 'signed by the wallet'],
    [86_401, unproven, 'it is more than a day old'],
  ])('of %i s ago', async (age, expected, because) => {
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    const fields = by({ issuedAt: now - age })
    expect(await scene.verify(fields)).toMatchObject(expected)
    expect(await lack(fields)).toBe(because)
  })

  it('that is bad leaves the letter its postage, and the relay its own word', async () => {
    const fields = by({}, walletNamed('other').sign)
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    expect(await scene.verify({ ...fields, senderAuthenticated: true })).toMatchObject(consented)
    await scene.stamps({})
    expect(await scene.verify(fields)).toMatchObject({ reason: 'paid', senderProof: 'unverified' })
  })

  it('that makes a letter consented shows no postage', async () => {
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    await scene.stamps({})
    const verdict = await scene.verify(by())
    expect(verdict).toMatchObject(consented)
    expect(verdict).not.toHaveProperty('postage')
    expect(verdict).not.toHaveProperty('quote')
  })

  it('is never stronger than a denial', async () => {
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'denied' })
    expect(await scene.verify(by())).toMatchObject({ reason: 'sender_denied' })
  })
})

describe('a statement by a key', () => {
  const keyOf = (kind: number) => keyNamed(kind, `key ${kind}`)
  const by = (kind: number, fields: Partial<SenderStatement> = {}, sign = keyOf(kind).sign) => ({
    sender: own as Hex,
    senderStatement: signed(
      { ...blank, senderInboxId: own, keyId: keyOf(kind).keyId, ...fields },
      sign,
    ),
  })
  const add = (kind: number, row: Parameters<Scene['key']>[0] = {}) => {
    const { keyId, publicKey } = keyOf(kind)
    return scene.key({ inboxId: own, keyId, kind, publicKey, ...row })
  }

  beforeEach(async () => {
    await scene.inbox({ inboxId: own })
    await scene.consent({ subject: own, consent: 'allowed' })
  })

  it.each([1, 3, 4])('of kind %i proves its inbox', async (kind) => {
    await add(kind)
    expect(await scene.verify(by(kind))).toMatchObject({ ...consented, senderInboxId: own })
    expect(await lack(by(kind))).toBe('signed by the key')
    const stranger = by(kind, {}, keyNamed(kind, 'stranger').sign)
    expect(await scene.verify(stranger)).toMatchObject(unproven)
  })

  it('proves a sender that is a wallet of its inbox, but not what is said of the wallet alone', async () => {
    await add(1)
    await scene.wallet({ wallet: wallet.address, inboxId: own })
    const fields = { ...by(1), sender: wallet.address }
    expect(await scene.verify(fields)).toMatchObject(consented)
    await scene.chain.tables.run('truncate consent')
    await scene.consent({ subject: subjectOf(wallet.address), consent: 'allowed' })
    expect(await scene.verify(fields)).toMatchObject({ ...proven, consent: 'allowed' })
  })

  it.each<[string, () => Promise<void>, object, string]>([
    [
      'of another inbox',
      () => add(1, { inboxId: recipient }),
      by(1),
      'its key is not a key of its inbox',
    ],
    ['never added', () => Promise.resolve(), by(1), 'its key is not a key of its inbox'],
    [
      'banned before it was added',
      () => add(1, { kind: null, publicKey: null, periodBlock: null, revokedBlock: 5 }),
      by(1),
      'its key is not a key of its inbox',
    ],
    ['revoked', () => add(1, { revokedBlock: head }), by(1), 'its key is revoked'],
    ['expired this second', () => add(1, { expiresAt: now }), by(1), 'its key has expired'],
    ['that cannot sign', () => add(2), by(2), 'its key is of a kind that does not sign'],
    [
      'of a free kind',
      () => add(1, { kind: 1_000 }),
      by(1),
      'its key is of a kind that does not sign',
    ],
    [
      'that is none',
      () => add(1),
      by(1, { keyId: zeroHash }),
      'it names neither a key nor a wallet',
    ],
    [
      'with a sender of another inbox',
      () => add(1),
      { ...by(1), sender: wallet.address },
      'the sender is not of its inbox',
    ],
  ])('proves nothing by a key %s', async (_, arrange, fields, because) => {
    await arrange()
    expect(await scene.verify(fields)).toMatchObject({ senderProof: 'unverified' })
    expect(await lack(fields)).toBe(because)
  })

  it('proves nothing once all keys of its epoch are revoked', async () => {
    await add(1, { epoch: 2 })
    await scene.chain.tables.run(`update inbox set key_epoch = 2 where inbox_id = '${own}'`)
    expect(await scene.verify(by(1))).toMatchObject(consented)
    await scene.chain.tables.run(`update inbox set key_epoch = 3 where inbox_id = '${own}'`)
    expect(await scene.verify(by(1))).toMatchObject(unproven)
  })

  it('holds until the second before the key expires', async () => {
    await add(1, { expiresAt: now + 1 })
    expect(await scene.verify(by(1))).toMatchObject(consented)
  })

  it('holds at the level only if the key has been added by then', async () => {
    await add(1, { periodBlock: 97 })
    expect(await scene.verify({ ...by(1), minConfirmations: 4 })).toMatchObject(consented)
    expect(await scene.verify({ ...by(1), minConfirmations: 5 })).toMatchObject({
      reason: 'not_final',
      retryAfterSeconds: 1,
      senderProof: 'verified',
    })
  })
})

describe('a malformed statement', () => {
  const good = signed({ ...blank, wallet: wallet.address }, wallet.sign)

  it.each<[string, object, string]>([
    ['no wallet', { ...good, wallet: undefined }, '/wallet'],
    ['a wallet of 32 bytes', { ...good, wallet: recipient }, '/wallet'],
    ['a key id of 20 bytes', { ...good, keyId: relay }, '/keyId'],
    ['no inbox', { ...good, senderInboxId: null }, '/senderInboxId'],
    ['a time as text', { ...good, issuedAt: '5' }, '/issuedAt'],
    ['a time of 41 bits', { ...good, issuedAt: 2 ** 40 }, '/issuedAt'],
    ['a signature of 66 bytes', { ...good, signature: `${good.signature}00` }, '/signature'],
    ['no signature', { ...good, signature: '0x' }, '/signature'],
    ['a field of the request', { ...good, letterHash }, '/letterHash'],
  ])('with %s is refused, by its pointer', async (_, senderStatement, pointer) => {
    const request = { inboxId: recipient, sender: wallet.address, letterHash, relay }
    const problem = await scene.problem('/v1/verify', { ...request, senderStatement })
    expect(problem).toMatchObject({
      code: 'invalid_request',
      errors: [{ in: 'body', pointer: `/senderStatement${pointer}` }],
    })
  })
})

describe('a batch of statements', () => {
  it('is judged while other requests are answered', async () => {
    const items = Array.from({ length: 200 }, (_, n) => {
      const statement = { ...blank, wallet: wallet.address, letterHash: bytes32(`${n}`) }
      return {
        ...{ inboxId: recipient, sender: wallet.address, letterHash: bytes32(`${n}`), relay },
        senderStatement: signed(statement, n === 7 ? walletNamed('other').sign : wallet.sign),
      }
    })
    let longest = 0
    let last = performance.now()
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const start = performance.now()
    const { results } = await scene.batch(items)
    const total = performance.now() - start
    clearInterval(pulse)
    expect(results.map((result) => 'senderProof' in result && result.senderProof)).toEqual(
      items.map((_, n) => (n === 7 ? 'unverified' : 'verified')),
    )
    expect(longest).toBeLessThan(total / 3)
  })
})
