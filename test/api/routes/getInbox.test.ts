import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { inboxResponse } from '../../../protocol/wire/inbox.ts'
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
└── given the inbox → all of it: wallets, accounts, keys by status, terms accepted, payout, counts
    ├── given a guardian → as the contract has it at the block's time, not at the clock's
    └── given a transfer of recovery → while it can still be accepted at the block's time
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
      `No inbox ${recipient} on eip155:31337 up to block ${head}. Check the id and the chain; a new inbox is found once its block is indexed.`,
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
      recoverySinceBlock: '5',
      recoverySinceTime: timeOf(5),
      guardian: { current: null },
      registeredBlock: '5',
      registeredAt: timeOf(5),
      registeredTransaction: bytes32('registered'),
      wallets: [],
      accounts: [],
      keys: [],
      door: 'free',
      doorSinceBlock: '5',
      doorSinceTime: timeOf(5),
      terms: [],
      hasMore: { accounts: false, keys: false, terms: false },
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

  describe('given accounts', () => {
    const solana =
      'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'

    it('lists its own, by what their proof is worth, then the newest first', async () => {
      await scene.inbox()
      await addAccount({ account: 'said', proofStatus: 'none', sinceBlock: 40 })
      await addAccount({ account: 'wrong\uFFFD', proofStatus: 'invalid', sinceBlock: 50 })
      await addAccount({ account: 'foreign', proofStatus: 'unchecked', sinceBlock: 45 })
      await addAccount({ account: solana })
      await addAccount({ account: 'newer', sinceBlock: 31 })
      await addAccount({ account: 'of another', inboxId: bytes32('another') })
      const { inbox } = await read()
      expect(inbox.accounts.map(({ account, proof }) => [account, proof])).toEqual([
        ['newer', 'valid'],
        [solana, 'valid'],
        ['foreign', 'unchecked'],
        ['said', 'none'],
        ['wrong\uFFFD', 'invalid'],
      ])
      expect(inbox.accounts[1]).toEqual({
        account: solana,
        proof: 'valid',
        wallet: getAddress(address('linker')),
        sinceBlock: '30',
        sinceTime: timeOf(30),
      })
    })

    it('lists at most 200', async () => {
      await scene.inbox()
      const row = { proofStatus: 'invalid', sinceBlock: 90 } as const
      await scene.chain.tables.insert(
        schema.account,
        ...Array.from({ length: 250 }, (_, i) => accountRow({ account: `junk ${i}`, ...row })),
      )
      await addAccount({ account: solana })
      const { inbox } = await read()
      expect(inbox.accounts).toHaveLength(200)
      expect(inbox.hasMore).toEqual({ accounts: true, keys: false, terms: false })
      expect(inbox.accounts[0]?.account).toBe(solana)
    })
  })

  it('tells the payout where one is set', async () => {
    await scene.inbox({ payout: address('payout') })
    const { inbox } = await read()
    expect(inbox).toMatchObject({
      payout: getAddress(address('payout')),
      payoutIsRecovery: false,
    })
  })

  it('has the recovery of now as payout where none is set', async () => {
    const recovery = address('new recovery')
    await scene.inbox({ recovery, recoverySinceBlock: 77, recoverySinceTime: timeOf(77) })
    const { inbox } = await read()
    expect(inbox).toMatchObject({
      creator: getAddress(address('creator')),
      recovery: getAddress(recovery),
      recoverySinceBlock: '77',
      recoverySinceTime: timeOf(77),
      payout: getAddress(recovery),
      payoutIsRecovery: true,
    })
  })

  describe('given a guardian', () => {
    const [guard, other] = [address('guardian'), address('another guardian')]
    const named = { current: getAddress(guard) }

    it.each([
      ['stays', { current: guard }, named],
      [
        'stays until the next one comes',
        { current: guard, next: other, nextFrom: now + 1 },
        { ...named, next: getAddress(other), from: now + 1 },
      ],
      [
        'goes when the next one comes',
        { current: guard, next: other, nextFrom: now },
        { current: getAddress(other) },
      ],
      [
        'stays until it is to go',
        { current: guard, next: null, nextFrom: now + 1 },
        { ...named, next: null, from: now + 1 },
      ],
      ['goes without another', { current: guard, next: null, nextFrom: now }, { current: null }],
      [
        'is to come',
        { current: null, next: guard, nextFrom: now + 1 },
        { current: null, next: getAddress(guard), from: now + 1 },
      ],
      ['has come', { current: null, next: guard, nextFrom: now - 1 }, named],
    ])('it %s', async (_, row, expected) => {
      await scene.inbox()
      await nameGuardian(row)
      const { inbox } = await read()
      expect(inbox.guardian).toEqual(expected)
    })

    it('that is to come has not come by the clock, only by a block', async () => {
      await scene.inbox()
      await nameGuardian({ next: guard, nextFrom: now + 2 })
      scene.world.clock.now = (now + 2) * 1_000
      const { inbox } = await read()
      scene.world.clock.now = now * 1_000
      expect(inbox.guardian).toEqual({
        current: null,
        next: getAddress(guard),
        from: now + 2,
      })
    })
  })

  describe('given a transfer of recovery', () => {
    const [recovery, guard] = [address('creator'), address('guardian')]
    const day = 86_400
    const lifetime = 30 * day
    const startedAt = now - 10

    it('tells who may accept it, and when', async () => {
      await scene.inbox()
      await startTransfer({ startedBlock: 90, startedAt })
      const { inbox } = await read()
      expect(inbox.recoveryTransfer).toEqual({
        to: getAddress(address('heir')),
        startedBy: getAddress(recovery),
        startedBlock: '90',
        startedAt,
        acceptableFrom: startedAt + 2 * day,
        acceptableUntil: startedAt + lifetime,
      })
    })

    it.each([
      [lifetime - 1, true],
      [lifetime, false],
      [lifetime + 1, false],
    ])('of %i seconds is there: %s', async (age, isThere) => {
      await scene.inbox()
      await startTransfer({ startedAt: now - age })
      const { inbox } = await read()
      expect('recoveryTransfer' in inbox).toBe(isThere)
    })

    it('is not made older by the clock', async () => {
      await scene.inbox()
      await startTransfer({ startedAt: now - lifetime + 1 })
      scene.world.clock.now = (now + 2) * 1_000
      const { inbox } = await read()
      scene.world.clock.now = now * 1_000
      expect(inbox.recoveryTransfer?.acceptableUntil).toBe(now + 1)
    })

    it.each([
      ['the guardian', true, { current: guard, currentSince: startedAt }],
      ['a guardian who came back since', false, { current: guard, currentSince: startedAt + 1 }],
      ['a guardian who is gone', false, { current: null, currentSince: startedAt + 1 }],
      ['a guardian who goes in a second', true, { current: guard, next: null, nextFrom: now + 1 }],
      ['a guardian who goes now', false, { current: guard, next: null, nextFrom: now }],
      ['a guardian who was named again', true, { current: guard, next: guard, nextFrom: now }],
      [
        'a guardian who came into office as it was started, of which no event tells',
        true,
        { next: guard, nextFrom: startedAt },
      ],
      ['one who has come into office since', false, { next: guard, nextFrom: startedAt + 1 }],
    ])('started by %s is there: %s', async (_, isThere, row) => {
      await scene.inbox()
      await nameGuardian(row)
      await startTransfer({ startedBy: guard, startedAt })
      const { inbox } = await read()
      expect('recoveryTransfer' in inbox).toBe(isThere)
    })

    it('started by somebody never in office is not there', async () => {
      await scene.inbox()
      await startTransfer({ startedBy: guard, startedAt })
      const { inbox } = await read()
      expect('recoveryTransfer' in inbox).toBe(false)
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
          possession: 'valid',
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

    it.each(['none', 'valid', 'vouched', 'invalid', 'unchecked'] as const)(
      'tells what its proof is worth: %s',
      async (possession) => {
        await scene.inbox()
        await addKey({ possessionStatus: possession })
        expect((await read()).inbox.keys).toMatchObject([{ possession }])
      },
    )

    it('calls those of an older epoch revoked, since the epoch ended or since before', async () => {
      await scene.inbox({ keyEpoch: 1 })
      await scene.chain.tables.insert(schema.keyEpoch, {
        chainId: scene.chain.id,
        inboxId: recipient,
        epoch: 0,
        endedBlock: 60,
        endedLogIndex: 0,
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
        possessionStatus: null,
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
          possession: 'none',
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
      expect(inbox.hasMore).toEqual({ accounts: false, keys: true, terms: false })
    })

    it('is not slowed down by tens of thousands of bans, and counts the first 10,000', async () => {
      await scene.inbox({ keyEpoch: 1 })
      await addKey({ keyId: bytes32('good'), epoch: 1 })
      await addKey({ keyId: bytes32('ban'), epoch: 1, revokedBlock: 40, revokedAt: timeOf(40) })
      await scene.chain.tables.run(`
        insert into key select (k).* from (
          select jsonb_populate_record(key, jsonb_build_object('key_id', '0x' || lpad(to_hex(i), 64, '0'))) as k
          from key, generate_series(1, 30000) i where revoked_block is not null
        ) copies`)
      const { inbox } = await read()
      expect(inbox.counts.keys).toEqual({ active: 1, expired: 0, revoked: 10_000 })
      expect(inbox.keys[0]?.keyId).toBe(bytes32('good'))
      expect(inbox.keys).toHaveLength(256)
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

function nameGuardian(row: Partial<typeof schema.guardian.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.guardian, {
    chainId: scene.chain.id,
    inboxId: recipient,
    current: null,
    currentSince: 0,
    next: null,
    nextFrom: null,
    sinceBlock: 10,
    sinceTime: timeOf(10),
    ...row,
  })
}

function startTransfer(row: Partial<typeof schema.recoveryTransfer.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.recoveryTransfer, {
    chainId: scene.chain.id,
    inboxId: recipient,
    to: address('heir'),
    startedBy: address('creator'),
    startedBlock: 90,
    startedAt: timeOf(90),
    ...row,
  })
}

type AccountRow = typeof schema.account.$inferInsert

function addAccount(row: Partial<AccountRow>): Promise<void> {
  return scene.chain.tables.insert(schema.account, accountRow(row))
}

function accountRow(row: Partial<AccountRow>): AccountRow {
  const { sinceBlock = 30 } = row
  return {
    chainId: scene.chain.id,
    inboxId: recipient,
    account: 'account',
    wallet: address('linker'),
    proof: '0x1234',
    proofStatus: 'valid',
    sinceBlock,
    sinceTime: timeOf(sinceBlock),
    ...row,
  }
}

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
    possession: '0x1234',
    possessionStatus: 'valid',
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
