import type { Hex } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { inboxesResponse, inboxResponse } from '../../../protocol/wire/inbox.ts'
import { ask, askProblem } from '../ask.ts'
import type { Scene } from '../verifyScene.ts'
import {
  address,
  bytes32,
  head,
  hour,
  native,
  now,
  recipient,
  startScene,
  timeOf,
} from '../verifyScene.ts'

/*
getInbox
├── given no such inbox on the chain → inbox_not_found
└── given the inbox → all of it: wallets, keys by status, terms accepted, payout, counts
findInboxes
├── given a wallet that is linked → that inbox
├── given a wallet that has left, or never was → none
└── given account or keyId → invalid_request
*/

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const chain = 'chain=eip155:31337'
const read = () => ask(scene.world.app, `/v1/inboxes/${recipient}?${chain}`, inboxResponse)

describe('getInbox', () => {
  it('does not find what the chain does not have', async () => {
    const problem = await askProblem(
      scene.world.app,
      `/v1/inboxes/${recipient}?${chain}`,
      'inbox_not_found',
    )
    expect(problem.detail).toBe(
      `No inbox ${recipient} on eip155:31337. Check the id and the chain; a new inbox is found once its block is indexed.`,
    )
  })

  it('reads a bare inbox', async () => {
    await scene.inbox({ inboxNonce: 2n ** 64n - 1n, door: 'free' })
    const { inbox, asOf } = await read()
    expect(asOf).toMatchObject({ chain: 'eip155:31337', blockNumber: String(head) })
    expect(inbox).toEqual({
      inboxId: recipient,
      creator: getAddress(address('creator')),
      inboxNonce: '18446744073709551615',
      recovery: getAddress(address('creator')),
      registeredBlock: '5',
      registeredAt: timeOf(5),
      registeredTransaction: bytes32('registered'),
      wallets: [],
      keys: [],
      door: 'free',
      doorSinceBlock: '5',
      doorSinceTime: timeOf(5),
      terms: [],
      payout: getAddress(address('creator')),
      payoutIsRecovery: true,
      counts: {
        keys: { active: 0, expired: 0, revoked: 0 },
        stamps: { open: 0, admitted: 0, collected: 0, returned: 0, expired: 0 },
      },
    })
  })

  it('takes the id in any case', async () => {
    await scene.inbox()
    const id = recipient.toUpperCase().replace('0X', '0x')
    const { inbox } = await ask(scene.world.app, `/v1/inboxes/${id}?${chain}`, inboxResponse)
    expect(inbox.inboxId).toBe(recipient)
  })

  it('lists its wallets, and not those that have left it', async () => {
    await scene.inbox()
    await scene.wallet({ wallet: address('second'), inboxId: recipient, sinceBlock: 20 })
    await scene.wallet({ wallet: address('first'), inboxId: recipient, sinceBlock: 10 })
    await scene.wallet({ wallet: address('gone'), inboxId: null })
    await scene.wallet({ wallet: address('stranger'), inboxId: bytes32('another') })
    const { inbox } = await read()
    expect(inbox.wallets).toEqual([
      { wallet: getAddress(address('first')), sinceBlock: '10', sinceTime: timeOf(10) },
      { wallet: getAddress(address('second')), sinceBlock: '20', sinceTime: timeOf(10) },
    ])
  })

  it('tells the payout where one is set', async () => {
    await scene.inbox({ payout: address('payout') })
    const { inbox } = await read()
    expect(inbox).toMatchObject({
      payout: getAddress(address('payout')),
      payoutIsRecovery: false,
    })
  })

  it('lists the terms of tokens that it accepts', async () => {
    await scene.inbox()
    await scene.terms({ stake: 2n ** 96n - 1n, relayMayCollect: true })
    await scene.terms({ token: address('unaccepted'), stake: 0n, window: 0 })
    const { inbox } = await read()
    expect(inbox.terms).toEqual([
      {
        token: native,
        stake: '79228162514264337593543950335',
        window: hour,
        relayMayCollect: true,
        sinceBlock: '10',
        sinceTime: timeOf(10),
      },
    ])
  })

  describe('given keys', () => {
    it.each([
      ['never expires', { expiresAt: 0 }, 'active'],
      ['expires in a second', { expiresAt: now + 1 }, 'active'],
      ['expires now', { expiresAt: now }, 'expired'],
      ['expired a second ago', { expiresAt: now - 1 }, 'expired'],
      ['was revoked, and expires later', { revokedBlock: 40, revokedAt: timeOf(40) }, 'revoked'],
    ] as const)('calls one that %s %s', async (_, row, status) => {
      await scene.inbox()
      await addKey(row)
      const { inbox } = await read()
      expect(inbox.keys).toEqual([
        {
          keyId: bytes32('key'),
          kind: 1,
          publicKey: '0xabcd',
          status,
          wallet: getAddress(address('adder')),
          addedBlock: '20',
          addedAt: timeOf(20),
          expiresAt: 'expiresAt' in row && row.expiresAt > 0 ? row.expiresAt : null,
          revokedBlock: 'revokedBlock' in row ? '40' : null,
          revokedAt: 'revokedAt' in row ? timeOf(40) : null,
        },
      ])
      expect(inbox.counts.keys).toEqual({ active: 0, expired: 0, revoked: 0, [status]: 1 })
    })

    it('calls those of an older epoch revoked, since the epoch ended or since before', async () => {
      await scene.inbox({ keyEpoch: 1 })
      await scene.chain.tables.insert(schema.keyEpoch, {
        chainId: scene.chain.id,
        inboxId: recipient,
        epoch: 0,
        endedBlock: 60,
        endedAt: timeOf(60),
        endedBy: address('creator'),
        transaction: bytes32('all revoked'),
      })
      await addKey({ keyId: bytes32('with all') })
      await addKey({ keyId: bytes32('by name'), revokedBlock: 40, revokedAt: timeOf(40) })
      await addKey({ keyId: bytes32('new'), epoch: 1, addedBlock: 70, addedAt: timeOf(70) })
      const { inbox } = await read()
      const keys = new Map(inbox.keys.map((key) => [key.keyId, key]))
      expect(keys.get(bytes32('with all'))).toMatchObject({ status: 'revoked', revokedBlock: '60' })
      expect(keys.get(bytes32('by name'))).toMatchObject({ status: 'revoked', revokedBlock: '40' })
      expect(keys.get(bytes32('new'))).toMatchObject({ status: 'active', revokedBlock: null })
      expect(inbox.keys[0]?.keyId).toBe(bytes32('new'))
      expect(inbox.counts.keys).toEqual({ active: 1, expired: 0, revoked: 2 })
    })

    it('lists one that was banned before it was ever added', async () => {
      await scene.inbox()
      await addKey({
        kind: null,
        publicKey: null,
        possession: null,
        wallet: null,
        addedBlock: null,
        addedAt: null,
        revokedBlock: 30,
        revokedAt: timeOf(30),
      })
      const { inbox } = await read()
      expect(inbox.keys).toEqual([
        {
          keyId: bytes32('key'),
          kind: null,
          publicKey: null,
          status: 'revoked',
          wallet: null,
          addedBlock: null,
          addedAt: null,
          expiresAt: null,
          revokedBlock: '30',
          revokedAt: timeOf(30),
        },
      ])
    })

    it('lists at most 256, those not revoked first, and counts all', async () => {
      await scene.inbox()
      const revoked = { revokedBlock: 40, revokedAt: timeOf(40) }
      await scene.chain.tables.insert(
        schema.key,
        ...Array.from({ length: 300 }, (_, i) =>
          keyRow({ keyId: bytes32(`old ${i}`), ...revoked }),
        ),
        ...Array.from({ length: 200 }, (_, i) => keyRow({ keyId: bytes32(`good ${i}`) })),
      )
      const { inbox } = await read()
      expect(inbox.keys).toHaveLength(256)
      expect(inbox.keys.slice(0, 200).every(({ status }) => status === 'active')).toBe(true)
      expect(inbox.counts.keys).toEqual({ active: 200, expired: 0, revoked: 300 })
    })
  })

  it('counts its stamps by status', async () => {
    await scene.inbox()
    const statuses = ['open', 'open', 'admitted', 'collected', 'returned', 'expired'] as const
    await scene.stamps(
      ...statuses.map((status, i) => ({ status, stampId: bytes32(`stamp ${i}`) })),
      { inboxId: bytes32('another'), stampId: bytes32('not its own') },
    )
    const { inbox } = await read()
    expect(inbox.counts.stamps).toEqual({
      open: 2,
      admitted: 1,
      collected: 1,
      returned: 1,
      expired: 1,
    })
  })

  it('counts its newest 10,000 stamps only', async () => {
    await scene.inbox()
    await scene.stamps({ status: 'collected', postedBlock: 20 }, { stampId: bytes32('newest') })
    await scene.chain.tables.run(`
      insert into stamp select (s).* from (
        select jsonb_populate_record(stamp, jsonb_build_object('stamp_id', 'copy ' || i)) as s
        from stamp, generate_series(1, 9999) i where status = 'open'
      ) copies`)
    const { inbox } = await read()
    expect(inbox.counts.stamps).toMatchObject({ open: 10_000, collected: 0 })
  })
})

describe('findInboxes', () => {
  const find = (wallet: Hex) =>
    ask(scene.world.app, `/v1/inboxes?${chain}&wallet=${wallet}`, inboxesResponse)

  it('finds the inbox that a wallet is linked to', async () => {
    await scene.inbox()
    await scene.wallet({ inboxId: recipient })
    const { inbox } = await read()
    const { inboxes, asOf } = await find(getAddress(address('sender')))
    expect(inboxes).toEqual([inbox])
    expect(asOf.blockNumber).toBe(String(head))
  })

  it('finds none for a wallet that has left or never was linked', async () => {
    await scene.inbox()
    await scene.wallet({ inboxId: null })
    expect((await find(address('sender'))).inboxes).toEqual([])
    expect((await find(address('nobody'))).inboxes).toEqual([])
  })

  it.each([
    ['', ['/wallet']],
    [`&keyId=${recipient}`, ['/wallet', '/keyId']],
    [`&wallet=${native}&account=x`, ['/account']],
    ['&wallet=0x12', ['/wallet']],
  ])('refuses %j', async (query, pointers) => {
    const path = `/v1/inboxes?${chain}${query}`
    const problem = await askProblem(scene.world.app, path, 'invalid_request')
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers)
  })
})

type KeyRow = typeof schema.key.$inferInsert

function addKey(row: Partial<KeyRow>): Promise<void> {
  return scene.chain.tables.insert(schema.key, keyRow(row))
}

function keyRow(row: Partial<KeyRow>): KeyRow {
  return {
    chainId: scene.chain.id,
    inboxId: recipient,
    keyId: bytes32('key'),
    kind: 1,
    publicKey: '0xabcd',
    possession: '0x',
    wallet: address('adder'),
    epoch: 0,
    expiresAt: 0,
    addedBlock: 20,
    addedAt: timeOf(20),
    periodBlock: null,
    periodLogIndex: null,
    revokedBlock: null,
    revokedAt: null,
    ...row,
  }
}
