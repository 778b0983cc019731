import { getAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Scene } from './verifyScene.ts'
import {
  address,
  bytes32,
  head,
  hour,
  letterHash,
  mailed,
  mailedTree,
  native,
  now,
  payer,
  recipient,
  relay,
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
const paid = { eligible: true, reason: 'paid' }
const { mailing } = mailed

/** An inbox that asked for postage when the usual mailing was opened, in block 50 at log index 7, and asks for it now. */
async function priced(row: Parameters<Scene['inbox']>[0] = {}): Promise<void> {
  await scene.inbox(row)
  await scene.terms()
  await scene.termsChange()
  await scene.price()
}

const collected = (index: number) =>
  scene.chain.tables.insert(schema.mail, {
    ...{ chainId: scene.chain.id, mailingId: bytes32('mailing'), index, inboxId: recipient },
    ...{ letterHash, payout: native, blockNumber: 60, logIndex: 0, blockHash: bytes32('block 60') },
    ...{ timestamp: timeOf(60), transaction: bytes32('collected') },
  })

describe('a letter of a mailing', () => {
  it('is paid for, and the answer says by what', async () => {
    await priced()
    await scene.mailing({ openedBlock: 60 })
    expect(await scene.verify(mailed)).toMatchObject({
      ...paid,
      postage: {
        ...{ mailingId: bytes32('mailing'), index: 2, sender: getAddress(payer) },
        ...{ relay: getAddress(relay), token: native, carriage: '10', stake: '1000' },
        ...{ expiresAt: now + hour, window: hour, status: 'open', postedBlock: '60' },
        ...{ postedBlockHash: bytes32('block 60'), postedAt: timeOf(60), confirmations: 41 },
      },
      consent: 'none',
      senderProof: 'unverified',
    })
    expect((await scene.verify(mailed)).postage).not.toHaveProperty('stampId')
  })

  it('is not found unless it is named', async () => {
    await priced()
    await scene.mailing()
    expect(await scene.verify()).toMatchObject(refused('postage_required'))
  })

  it('is judged alone, though a stamp of the letter would pass', async () => {
    await priced()
    await scene.mailing({ status: 'closed' })
    await scene.stamps({})
    expect(await scene.verify(mailed)).toMatchObject(refused('already_settled'))
    expect(await scene.verify()).toMatchObject(paid)
  })

  it('of one needs no proof', async () => {
    await priced()
    const leaf = (await import('../../protocol/mailLeaf.ts')).mailLeaf(0, recipient, letterHash)
    await scene.mailing({ root: leaf, count: 1 })
    const only = { mailing: { ...mailing, index: 0, proof: [] } }
    expect(await scene.verify(only)).toMatchObject(paid)
  })

  it('needs no postage where rows 1 to 4 say so, and the answer has none', async () => {
    await scene.mailing()
    expect(await scene.verify(mailed)).toMatchObject(refused('unknown_inbox'))
    await scene.inbox({ door: 'free' })
    const verdict = await scene.verify(mailed)
    expect(verdict).toMatchObject({ eligible: true, reason: 'no_postage_required' })
    expect(verdict).not.toHaveProperty('postage')
  })
})

describe('row 5, closed door', () => {
  beforeEach(() => priced({ door: 'closed' }))

  it.each([
    ['no door was ever set', [], paid],
    ['it was open then', [{ door: 'postage', blockNumber: 50, logIndex: 6 }], paid],
    ['it was free then', [{ door: 'free', blockNumber: 49, logIndex: 9 }], paid],
    [
      'it was closed just before',
      [{ door: 'closed', blockNumber: 50, logIndex: 6 }],
      refused('closed'),
    ],
    ['it was closed just after', [{ door: 'closed', blockNumber: 50, logIndex: 8 }], paid],
    [
      'it was closed, and open again by then',
      [
        { door: 'closed', blockNumber: 48, logIndex: 99 },
        { door: 'postage', blockNumber: 49, logIndex: 0 },
      ],
      paid,
    ],
    ['another inbox was closed', [{ door: 'closed', inboxId: bytes32('other') }], paid],
  ] as const)('where %s', async (_, changes, expected) => {
    for (const change of changes) await scene.doorChange(change)
    await scene.mailing()
    const verdict = await scene.verify(mailed)
    expect(verdict).toMatchObject(expected)
    expect(verdict.quote).toBeUndefined()
  })

  it('refuses what is unknown, not proven or answered', async () => {
    expect(await scene.verify(mailed)).toMatchObject(refused('closed'))
    await scene.mailing()
    const wrong = { mailing: { ...mailing, proof: [] } }
    expect(await scene.verify(wrong)).toMatchObject(refused('closed'))
    await collected(2)
    expect(await scene.verify(mailed)).toMatchObject(refused('closed'))
  })
})

describe('row 6, named mailing', () => {
  beforeEach(() => priced())

  it('is unknown while not indexed: ask again', async () => {
    const verdict = await scene.verify(mailed)
    expect(verdict).toMatchObject({ ...refused('postage_unknown'), retryAfterSeconds: 1 })
    expect(verdict.postage).toBeUndefined()
  })

  it.each([
    ['at another index', { index: 1 }],
    ['at the count', { index: 3 }],
    ['beyond every count', { index: 2 ** 32 - 1 }],
    ['with a sibling too few', { proof: mailing.proof.slice(1) }],
    ['with a sibling too many', { proof: [...mailing.proof, zeroHash] }],
    ['with another sibling', { proof: [mailing.proof[0], zeroHash] }],
    ['with 32 siblings', { proof: Array(32).fill(zeroHash) }],
  ])('is refused %s, with a quote', async (_, fields) => {
    await scene.mailing()
    const verdict = await scene.verify({ mailing: { ...mailing, ...fields } })
    expect(verdict).toMatchObject(refused('bad_proof'))
    expect(verdict.quote).toHaveLength(1)
  })

  it('is refused for another letter or another inbox', async () => {
    await scene.inbox({ inboxId: bytes32('another') })
    await scene.mailing()
    for (const fields of [
      { letterHash: bytes32('another letter') },
      { inboxId: bytes32('another') },
    ]) {
      expect(await scene.verify({ ...mailed, ...fields })).toMatchObject(refused('bad_proof'))
    }
  })

  it('does not go by a count below the index, though the proof leads to the root', async () => {
    await scene.mailing({ count: 2 })
    expect(await scene.verify(mailed)).toMatchObject(refused('bad_proof'))
  })
})

describe('rows 8 to 11', () => {
  beforeEach(() => priced())

  it('8: refuses a payer who is denied', async () => {
    await scene.mailing()
    await scene.consent({ subject: subjectOf(payer), consent: 'denied' })
    expect(await scene.verify(mailed)).toMatchObject(refused('sender_denied'))
  })

  it('9: refuses another relay, and none unless unpaid carriage is accepted', async () => {
    await scene.mailing({ relay: address('another relay') })
    expect(await scene.verify(mailed)).toMatchObject(refused('wrong_relay'))
    await scene.chain.tables.run('truncate mailing')
    await scene.mailing({ relay: native, carriage: 0n, carriageAsked: null })
    expect(await scene.verify(mailed)).toMatchObject(refused('wrong_relay'))
    expect(await scene.verify({ ...mailed, acceptUnpaidCarriage: true })).toMatchObject(paid)
  })

  it('10: refuses a letter that was collected, and no other', async () => {
    await scene.mailing()
    await collected(1)
    expect(await scene.verify(mailed)).toMatchObject(paid)
    await collected(2)
    const verdict = await scene.verify(mailed)
    expect(verdict).toMatchObject({
      ...refused('already_settled'),
      postage: { status: 'collected' },
    })
    expect(verdict.quote).toHaveLength(1)
  })

  it('10: refuses a mailing that was closed', async () => {
    await scene.mailing({ status: 'closed', expiresAt: now - 5 })
    expect(await scene.verify(mailed)).toMatchObject({
      ...refused('already_settled'),
      postage: { status: 'closed' },
    })
  })

  it.each([
    [1, paid],
    [0, refused('expired')],
    [-1, refused('expired')],
  ])('11: with %i s left', async (left, expected) => {
    await scene.mailing({ status: 'admitted', openedAt: now - 2 * hour, expiresAt: now + left })
    expect(await scene.verify(mailed)).toMatchObject(expected)
  })
})

describe('row 12, terms', () => {
  it.each([
    ['an inbox that never accepted the token', [], undefined, refused('token_not_accepted')],
    [
      'one that did only before, and no longer',
      [
        { stake: 1_000n, blockNumber: 10 },
        { stake: 0n, window: 0, blockNumber: 50, logIndex: 6 },
      ],
      { stake: 0n, window: 0 },
      refused('token_not_accepted'),
    ],
    ['one that only does now', [], { stake: 1_000n }, paid],
    [
      'one that accepts it since just after the opening',
      [{ stake: 1_000n, blockNumber: 50, logIndex: 8 }],
      { stake: 1_000n },
      paid,
    ],
    [
      'one that asked more then than now',
      [{ stake: 1_001n, blockNumber: 50, logIndex: 6 }],
      { stake: 1n },
      refused('stake_too_low'),
    ],
    [
      'one that asked as much then, and more now',
      [{ stake: 1_000n, blockNumber: 50, logIndex: 6 }],
      { stake: 2_000n },
      paid,
    ],
    [
      'one that asked as much then, and accepts it no longer',
      [{ stake: 1_000n, blockNumber: 50, logIndex: 6 }],
      { stake: 0n, window: 0 },
      paid,
    ],
    [
      'one that asks more now, and did not accept it then',
      [],
      { stake: 1_001n },
      refused('stake_too_low'),
    ],
    [
      'one that raised its stake just after',
      [
        { stake: 1_000n, blockNumber: 50, logIndex: 6 },
        { stake: 9_000n, blockNumber: 50, logIndex: 8 },
      ],
      { stake: 9_000n },
      paid,
    ],
    [
      'one whose terms in another token changed',
      [
        { stake: 1_000n, blockNumber: 49 },
        { stake: 9_000n, blockNumber: 50, logIndex: 6, token: address('token') },
      ],
      { stake: 1_000n },
      paid,
    ],
  ])('for %s', async (_, changes, present, expected) => {
    await scene.inbox()
    await scene.price()
    for (const change of changes) await scene.termsChange(change)
    if (present) await scene.terms(present)
    await scene.mailing()
    expect(await scene.verify(mailed)).toMatchObject(expected)
  })

  it.each([
    [-1, refused('window_too_short')],
    [0, paid],
    [1, paid],
  ])('needs the window from opening to expiry (%i s)', async (offset, expected) => {
    await priced()
    await scene.termsChange({ blockNumber: 49, window: 2 * hour })
    await scene.mailing({ status: 'admitted', expiresAt: timeOf(50) + 2 * hour + offset })
    const verdict = await scene.verify(mailed)
    expect(verdict).toMatchObject({ ...expected, postage: { window: 2 * hour } })
    expect(verdict.quote?.length).toBe(offset < 0 ? 1 : undefined)
  })

  it('names the token first, then the stake, then the window', async () => {
    await scene.inbox()
    await scene.price()
    const fields = { stake: 1n, expiresAt: timeOf(50) + 60 * 60, status: 'admitted' } as const
    await scene.mailing(fields)
    expect(await scene.verify(mailed)).toMatchObject(refused('token_not_accepted'))
    await scene.terms({ window: 2 * hour })
    expect(await scene.verify(mailed)).toMatchObject(refused('stake_too_low'))
    await scene.chain.tables.run('update mailing set stake = 1000')
    expect(await scene.verify(mailed)).toMatchObject(refused('window_too_short'))
  })

  it('says nothing of stamps, whose terms the contract has held them against', async () => {
    await priced()
    await scene.termsChange({ blockNumber: 49, stake: 9_000n })
    await scene.stamps({})
    expect(await scene.verify()).toMatchObject(paid)
  })
})

describe('rows 13 to 15', () => {
  it.each([
    [3_239, refused('expiring')],
    [3_240, paid],
  ])('13: needs nine tenths of the window then (%i s left)', async (left, expected) => {
    await priced()
    await scene.chain.tables.run(`update terms set "window" = ${9 * hour}`)
    await scene.mailing({ openedBlock: 20, openedAt: now - hour, expiresAt: now + left })
    expect(await scene.verify(mailed)).toMatchObject(expected)
  })

  it.each([
    [6_479, refused('expiring')],
    [6_480, paid],
  ])(
    '13: or of that now, if the token was not accepted then (%i s left)',
    async (left, expected) => {
      await scene.inbox()
      await scene.price()
      await scene.terms({ window: 2 * hour })
      await scene.mailing({ openedAt: now - hour, expiresAt: now + left })
      expect(await scene.verify(mailed)).toMatchObject(expected)
    },
  )

  it('13: or what minSecondsLeft asks, unless it is admitted', async () => {
    await priced()
    const fields = { ...mailed, minSecondsLeft: 5_000 }
    await scene.mailing()
    expect(await scene.verify(fields)).toMatchObject(refused('expiring'))
    await scene.chain.tables.run(`update mailing set status = 'admitted'`)
    expect(await scene.verify(fields)).toMatchObject(paid)
  })

  it.each([
    [{ carriage: 9n }, {}, refused('carriage_too_low')],
    [{ carriage: 10n }, {}, paid],
    [{ carriage: 10n }, { minCarriage: { [native]: '11' } }, refused('carriage_too_low')],
    [{ carriageAsked: null }, {}, refused('carriage_too_low')],
    [{ carriageAsked: null }, { minCarriage: { [native]: '10' } }, paid],
  ])(
    '14: holds the carriage of a letter against the price (%o, %o)',
    async (row, fields, expected) => {
      await priced()
      await scene.mailing(row)
      expect(await scene.verify({ ...mailed, ...fields })).toMatchObject(expected)
    },
  )

  it('15: needs the opening at the level', async () => {
    await priced()
    await scene.mailing()
    expect(await scene.verify({ ...mailed, minConfirmations: 51 })).toMatchObject(paid)
    expect(await scene.verify({ ...mailed, minConfirmations: 52 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
  })

  it('15: and the terms of now, where it is held against those', async () => {
    await scene.inbox()
    await scene.price()
    await scene.terms({ sinceBlock: 97 })
    await scene.mailing()
    expect(await scene.verify({ ...mailed, minConfirmations: 4 })).toMatchObject(paid)
    expect(await scene.verify({ ...mailed, minConfirmations: 5 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
    await scene.termsChange({ blockNumber: 49 })
    expect(await scene.verify({ ...mailed, minConfirmations: 5 })).toMatchObject(paid)
  })

  it('15: and the inbox, which may be younger than the mailing', async () => {
    await priced({ registeredBlock: 98 })
    await scene.mailing()
    expect(await scene.verify({ ...mailed, minConfirmations: 3 })).toMatchObject(paid)
    expect(await scene.verify({ ...mailed, minConfirmations: 4 })).toMatchObject({
      ...refused('not_final'),
      retryAfterSeconds: 1,
    })
  })

  it('takes an opening of the newest block', async () => {
    await priced()
    await scene.mailing({ openedBlock: head })
    expect(await scene.verify(mailed)).toMatchObject({ ...paid, postage: { confirmations: 1 } })
  })
})

describe('explain', () => {
  it('shows the proof and the terms that it is held against', async () => {
    await priced()
    await scene.mailing()
    const { rows = [] } = await scene.verify({ ...mailed, explain: true })
    const values = Object.fromEntries(rows.map((row) => [row.row, row.values]))
    expect(values[6]).toEqual({
      ...{ mailingId: bytes32('mailing'), index: 2, indexed: true, count: mailedTree.count },
      ...{ inboxId: recipient, letterHash, proven: true },
    })
    expect(values[12]).toEqual({
      ...{ token: native, stake: '1000', window: now + hour - timeOf(50) },
      ...{ askedStake: '1000', askedWindow: hour, termsOf: 'then' },
    })
    expect(values[16]).toEqual({ mailingId: bytes32('mailing'), index: 2, status: 'open' })
  })
})

describe('a batch', () => {
  it('mixes stamps and mailings', async () => {
    await priced()
    await scene.mailing()
    await scene.stamps({})
    const request = { inboxId: recipient, sender: payer, letterHash, relay }
    const { results } = await scene.batch([
      { ...request, ...mailed },
      request,
      { ...request, ...mailed, stampId: bytes32('stamp') },
      { ...request, mailing: { ...mailing, mailingId: bytes32('another') } },
    ])
    expect(results).toMatchObject([
      { ...paid, postage: { mailingId: bytes32('mailing') } },
      { ...paid, postage: { stampId: bytes32('stamp') } },
      { code: 'invalid_request', errors: [{ pointer: '/items/2/mailing' }] },
      refused('postage_unknown'),
    ])
  })
})
