import type { Hex } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { inboxesResponse } from '../../../protocol/wire/inbox.ts'
import { ask, askProblem } from '../ask.ts'
import { walk } from '../pages.ts'
import type { Scene } from '../verifyScene.ts'
import { address, bytes32, head, native, recipient, startScene, timeOf } from '../verifyScene.ts'

/*
findInboxes
├── given a wallet
│   ├── that is linked → that inbox, since when
│   └── that has left, or never was → none
├── given an account → who claims it, the best proofs first, page by page
├── given a key → who has, had or banned it, page by page
└── given none or several of them, or what is none → invalid_request
*/

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const chain = 'chain=eip155:31337'
const path = (query: Record<string, string>) => `/v1/inboxes?${chain}&${new URLSearchParams(query)}`
const find = (query: Record<string, string>) => ask(scene.world.app, path(query), inboxesResponse)

const summary = {
  inboxId: recipient,
  recovery: getAddress(address('creator')),
  door: 'postage',
  registeredBlock: '5',
  registeredAt: timeOf(5),
  registeredTransaction: bytes32('registered'),
}

describe('findInboxes by wallet', () => {
  it('finds the inbox that it is linked to', async () => {
    await scene.inbox()
    await scene.wallet({ inboxId: recipient })
    const { inboxes, nextCursor, asOf } = await find({ wallet: getAddress(address('sender')) })
    expect(inboxes).toEqual([
      {
        ...summary,
        wallet: {
          wallet: getAddress(address('sender')),
          sinceBlock: '10',
          sinceTime: timeOf(10),
        },
      },
    ])
    expect(nextCursor).toBeUndefined()
    expect(asOf.blockNumber).toBe(String(head))
  })

  it('finds none for one that has left or never was linked', async () => {
    await scene.inbox()
    await scene.wallet({ inboxId: null })
    expect((await find({ wallet: address('sender') })).inboxes).toEqual([])
    expect((await find({ wallet: address('nobody') })).inboxes).toEqual([])
  })

  it('does not trip over an inbox that is not there', async () => {
    await scene.wallet({ inboxId: recipient })
    expect((await find({ wallet: address('sender') })).inboxes).toEqual([])
  })
})

describe('findInboxes by account', () => {
  it('tells what the claim is worth', async () => {
    await scene.inbox()
    await claim({ proofStatus: 'invalid' })
    expect((await find({ account })).inboxes).toEqual([
      {
        ...summary,
        account: {
          account,
          proof: 'invalid',
          wallet: getAddress(address('linker')),
          sinceBlock: '30',
          sinceTime: timeOf(30),
        },
      },
    ])
  })

  it.each([1, 2, 3, 10, 200])(
    'lists those that prove it first, in pages of %i, while others claim it',
    async (limit) => {
      const proofs = ['none', 'valid', 'invalid', 'unchecked'] as const
      const inboxes = Array.from({ length: 12 }, (_, i) => ({
        inboxId: bytes32(`inbox ${i}`),
        proofStatus: proofs[i % 4] as (typeof proofs)[number],
      }))
      for (const row of inboxes) {
        await scene.inbox({ inboxId: row.inboxId })
        await claim(row)
      }
      const pages = await walk(
        scene.world.app,
        path({ account, limit: String(limit) }),
        inboxesResponse,
        async (page) => {
          // Above the whole list: nobody who walks it on sees it.
          const inboxId: Hex = `0x${'f'.repeat(60)}${String(page).padStart(4, '0')}`
          await scene.inbox({ inboxId })
          await claim({ inboxId, proofStatus: 'valid' })
        },
      )
      const found = pages.flatMap((page) => page.inboxes)
      const order = ['valid', 'unchecked', 'none', 'invalid']
      expect(found.map((inbox) => [inbox.account?.proof, inbox.inboxId])).toEqual(
        inboxes
          .toSorted(
            (a, b) =>
              order.indexOf(a.proofStatus) - order.indexOf(b.proofStatus) ||
              (a.inboxId < b.inboxId ? 1 : -1),
          )
          .map(({ proofStatus, inboxId }) => [proofStatus, inboxId]),
      )
    },
  )

  it.each([
    'cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0',
    "'; drop table account; --",
    '\u202E\u{1F4EE}\uFFFD%00&x=\n',
    '\uFFFD'.repeat(171),
  ])('finds %j letter by letter', async (text) => {
    await scene.inbox()
    await claim({ account: text })
    const { inboxes } = await find({ account: text })
    expect(inboxes.map((inbox) => inbox.account?.account)).toEqual([text])
    const upper = await find({ account: `${text.slice(0, -1)}~` })
    expect(upper.inboxes).toEqual([])
  })

  it('of an inbox that is not there finds none', async () => {
    await claim({})
    expect((await find({ account })).inboxes).toEqual([])
  })
})

describe('findInboxes by key', () => {
  it('tells what the key is to each, by their ids', async () => {
    const ids = ['a', 'b', 'c'].map((name) => bytes32(name)).sort() as [Hex, Hex, Hex]
    const [active, revoked, old] = ids
    await scene.inbox({ inboxId: active })
    await scene.inbox({ inboxId: revoked })
    await scene.inbox({ inboxId: old, keyEpoch: 1 })
    await addKey({ inboxId: active })
    await addKey({ inboxId: revoked, revokedBlock: 40, revokedAt: timeOf(40) })
    await addKey({ inboxId: old, possessionStatus: 'none' })
    await addKey({ inboxId: old, keyId: bytes32('another key') })
    const { inboxes } = await find({ keyId: bytes32('key') })
    expect(inboxes.map(({ inboxId, key }) => [inboxId, key?.status, key?.possession])).toEqual([
      [active, 'active', 'valid'],
      [revoked, 'revoked', 'valid'],
      [old, 'revoked', 'none'],
    ])
    const pages = await walk(
      scene.world.app,
      path({ keyId: bytes32('key').toUpperCase().replace('0X', '0x'), limit: '1' }),
      inboxesResponse,
    )
    expect(pages.flatMap((page) => page.inboxes)).toEqual(inboxes)
    expect(pages).toHaveLength(3)
  })
})

describe('findInboxes', () => {
  it.each([
    [{}, ['']],
    [{ wallet: native, keyId: recipient }, ['']],
    [{ wallet: native, account: 'x' }, ['']],
    [{ account: '' }, ['/account']],
    [{ account: 'x'.repeat(172) }, ['/account']],
    [{ account: 'x'.repeat(100_000) }, ['/account']],
    [{ account: 'x\0' }, ['/account']],
    [{ wallet: '0x12' }, ['/wallet']],
    [{ keyId: native }, ['/keyId']],
    [{ wallet: native, cursor: 'x' }, ['/cursor']],
    [{ wallet: native, limit: '201' }, ['/limit']],
    [{ wallet: native, status: 'x' }, ['/status']],
  ])('refuses %#', async (query, pointers) => {
    const problem = await askProblem(
      scene.world.app,
      path(query as Record<string, string>),
      'invalid_request',
    )
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it('refuses the cursor of another question', async () => {
    for (const name of ['a', 'b']) {
      await scene.inbox({ inboxId: bytes32(name) })
      await claim({ inboxId: bytes32(name) })
      await addKey({ inboxId: bytes32(name) })
    }
    const { nextCursor = '' } = await find({ account, limit: '1' })
    for (const other of [
      { account: `${account}x` },
      { keyId: bytes32('key') },
      { wallet: native },
    ]) {
      await askProblem(
        scene.world.app,
        path({ ...other, cursor: nextCursor } as never),
        'invalid_request',
      )
    }
  })
})

const account =
  'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'

function claim(row: Partial<typeof schema.account.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.account, {
    chainId: scene.chain.id,
    inboxId: recipient,
    account,
    wallet: address('linker'),
    proof: '0x1234',
    proofStatus: 'valid',
    sinceBlock: 30,
    sinceTime: timeOf(30),
    ...row,
  })
}

function addKey(row: Partial<typeof schema.key.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.key, {
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
    ...row,
  })
}
