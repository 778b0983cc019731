import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { inboxKeysResponse } from '../../../protocol/wire/inbox.ts'
import { ask, askProblem } from '../ask.ts'
import { walk } from '../pages.ts'
import type { Scene } from '../verifyScene.ts'
import { address, bytes32, head, now, recipient, startScene, timeOf } from '../verifyScene.ts'

/*
listInboxKeys
├── given no such inbox → inbox_not_found
├── all keys by id, banned ones too, page by page while others come in
└── given atBlock → the status at the end of that block, as POST /v1/keys/verify says it
    ├── above the index → block_not_indexed
    └── whose time is not known → null where it turns on it
*/

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const path = (query = '') => `/v1/inboxes/${recipient}/keys?chain=eip155:31337${query}`
const read = (query?: string) => ask(scene.world.app, path(query), inboxKeysResponse)

describe('listInboxKeys', () => {
  it('does not find an inbox that is not there', async () => {
    await askProblem(scene.world.app, path(), 'inbox_not_found')
  })

  it('lists none', async () => {
    await scene.inbox()
    const { keys, nextCursor } = await read()
    expect({ keys, nextCursor }).toEqual({ keys: [], nextCursor: undefined })
  })

  it('says nothing of the past unasked', async () => {
    await scene.inbox()
    await addKey({ expiresAt: now })
    expect((await read()).keys).toEqual([
      expect.objectContaining({ keyId: bytes32('key'), status: 'expired', expiresAt: now }),
    ])
    expect((await read()).keys[0]).not.toHaveProperty('statusAt')
  })

  it.each([1, 2, 7, 25, 200])('lists all in pages of %i, while others come in', async (limit) => {
    await scene.inbox()
    const ids = Array.from({ length: 25 }, (_, i) => bytes32(`key ${i}`))
    for (const keyId of ids) await addKey({ keyId })
    await addKey({ inboxId: bytes32('another') })
    let late = 0
    const pages = await walk(scene.world.app, path(`&limit=${limit}`), inboxKeysResponse, () =>
      addKey({ keyId: `0x${String(++late).padStart(64, '0')}` as Hex }),
    )
    const found = pages.flatMap(({ keys }) => keys.map(({ keyId }) => keyId))
    expect(found).toEqual(ids.toSorted())
  })

  describe('given a block', () => {
    const statusAt = async (block: number) => (await read(`&atBlock=${block}`)).keys[0]?.statusAt

    it('has the status of then, by the block', async () => {
      await scene.inbox()
      await addKey({ revokedBlock: 40, revokedAt: timeOf(40) })
      await addPeriod({ endedBlock: 40, endedAt: timeOf(40), endedBy: 'revoked' })
      expect(await statusAt(19)).toBe('none')
      expect(await statusAt(20)).toBe('active')
      expect(await statusAt(39)).toBe('active')
      expect(await statusAt(40)).toBe('revoked')
      expect(await statusAt(head)).toBe('revoked')
    })

    it('has the status of then, by its time', async () => {
      await scene.inbox()
      await addKey({ expiresAt: timeOf(30) })
      await addPeriod({ expiresAt: timeOf(30) })
      expect(await statusAt(29)).toBe('active')
      expect(await statusAt(30)).toBe('expired')
    })

    it('knows periods that ended with another, and with all keys', async () => {
      await scene.inbox({ keyEpoch: 1 })
      await addKey({ expiresAt: timeOf(90) })
      await addPeriod({
        endedBlock: 50,
        endedAt: timeOf(50),
        endedBy: 'added_again',
        expiresAt: timeOf(30),
      })
      await addPeriod({ fromBlock: 50, fromTime: timeOf(50), expiresAt: timeOf(90) })
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
      expect(await statusAt(29)).toBe('active')
      expect(await statusAt(49)).toBe('expired')
      expect(await statusAt(50)).toBe('active')
      expect(await statusAt(59)).toBe('active')
      expect(await statusAt(60)).toBe('revoked')
    })

    it('has a key revoked from its ban on, and unknown before', async () => {
      await scene.inbox()
      await addKey({
        kind: null,
        publicKey: null,
        possession: null,
        possessionStatus: null,
        wallet: null,
        addedBlock: null,
        addedAt: null,
        revokedBlock: 40,
        revokedAt: timeOf(40),
      })
      expect(await statusAt(39)).toBe('none')
      expect(await statusAt(40)).toBe('revoked')
    })

    it.each([0, 19, 20, 30, 39, 40, 49, 50, 60, head])(
      'says at block %i what POST /v1/keys/verify says',
      async (block) => {
        await scene.inbox()
        await addKey({ revokedBlock: 50, revokedAt: timeOf(50) })
        await addPeriod({ endedBlock: 30, endedAt: timeOf(30), endedBy: 'added_again' })
        await addPeriod({
          fromBlock: 30,
          fromTime: timeOf(30),
          expiresAt: timeOf(40),
          endedBlock: 50,
          endedAt: timeOf(50),
          endedBy: 'revoked',
        })
        const fields = { inboxId: recipient, keyId: bytes32('key'), atBlock: block }
        const verified = await scene.verifyKey({ ...fields, atBlock: String(block) })
        expect(await statusAt(block)).toBe(verified.statusAt)
      },
    )

    it('does not guess where the time of the block is not known', async () => {
      await scene.inbox()
      await addKey({ keyId: bytes32('a'), expiresAt: timeOf(30) })
      await addPeriod({
        keyId: bytes32('a'),
        fromBlock: 3,
        fromTime: timeOf(3),
        expiresAt: timeOf(30),
      })
      await scene.chain.tables.run('delete from block where number < 50')
      try {
        expect(await statusAt(25)).toBeNull()
        expect(await statusAt(2)).toBe('none')
      } finally {
        await scene.chain.index()
      }
    })

    it('refuses one that is not indexed', async () => {
      await scene.inbox()
      const bad = path(`&atBlock=${head + 1}`)
      const problem = await askProblem(scene.world.app, bad, 'block_not_indexed')
      expect(problem.detail).toContain(`Block ${head + 1} is not indexed yet`)
    })
  })

  it.each([
    ['&atBlock=-1', '/atBlock'],
    ['&atBlock=0x1', '/atBlock'],
    ['&atBlock=01', '/atBlock'],
    ['&atBlock=9999999999999999', '/atBlock'],
    ['&atBlock=', '/atBlock'],
    ['&limit=0', '/limit'],
    ['&cursor=AAAAAAAAAAAAAAAA', '/cursor'],
    ['&status=active', '/status'],
  ])('refuses %s', async (query, pointer) => {
    await scene.inbox()
    const problem = await askProblem(scene.world.app, path(query), 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })
})

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

function addPeriod(row: Partial<typeof schema.keyPeriod.$inferInsert>): Promise<void> {
  return scene.chain.tables.insert(schema.keyPeriod, {
    chainId: scene.chain.id,
    inboxId: recipient,
    keyId: bytes32('key'),
    fromBlock: 20,
    fromLogIndex: 0,
    fromTime: timeOf(20),
    epoch: 0,
    expiresAt: 0,
    wallet: address('adder'),
    possessionStatus: 'valid',
    transaction: bytes32('added'),
    ...row,
  })
}
