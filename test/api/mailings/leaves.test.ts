import { fc } from '@fast-check/vitest'
import { bytesToHex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeLeaves } from '../../../api/mailings/takeLeaves.ts'
import { verifyMailProof } from '../../../protocol/verifyMailProof.ts'
import { mailingLeafResponse, mailingLeavesResponse } from '../../../protocol/wire/mailing.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import { bytes32 } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import type { IndexedMailing } from './mailingScene.ts'
import { indexMailing, insertMailing, wireLetters } from './mailingScene.ts'

/*
putMailingLeaves
├── given another media type → unsupported_media_type
├── given the mailing is not indexed → mailing_not_found
├── given it has more letters than are kept → leaves_too_large
├── given content-length is not count × 64 → leaves_mismatch, nothing read
├── given the leaves are here → 200, isNew false, nothing read
├── given the client's quota is used up → quota_exceeded
├── given an upload from the same address is open, or all slots are taken → upload_in_progress, unless a slow one gives way
├── given another upload of the same mailing is whole first → 200, isNew false
└── given the body
    ├── is shorter or longer → leaves_mismatch
    ├── hashes to another root → leaves_mismatch
    ├── breaks off → upload_interrupted
    └── hashes to the root → 200, isNew true
    whatever fails leaves nothing, and what was not read is not charged

getMailingLeaf
├── index ≥ count → leaf_not_found
├── no leaves → leaves_not_found
└── else → the letter with the very proof of mailingTree
*/

let world: World
let chain: WorldChain

beforeAll(async () => {
  world = await startWorld()
  chain = world.chains[0] as WorldChain
})
beforeEach(async () => {
  await chain.tables.run('truncate mailing, mail')
  await world.services.store.query(
    'truncate api.leaf_upload, api.leaf_chunk, api.leaf_node, api.leaf_quota',
  )
})
afterAll(() => world.stop())

type Body = NonNullable<RequestInit['body']>

function request(body: Body, headers: Record<string, string> = {}): RequestInit {
  const type = { 'content-type': 'application/octet-stream' }
  return { method: 'PUT', body, headers: { ...type, ...headers }, duplex: 'half' } as RequestInit
}

const pathOf = ({ mailingId }: { mailingId: string }) => `/v1/mailings/${mailingId}/leaves`

async function put(mailing: IndexedMailing, body: Body = mailing.wire) {
  const response = await world.app.request(pathOf(mailing), request(body))
  const text = await response.text()
  expect({ status: response.status, text }).toMatchObject({ status: 200 })
  return mailingLeavesResponse.strict().parse(JSON.parse(text))
}

const read = (mailing: IndexedMailing, index: number) =>
  ask(world.app, `${pathOf(mailing)}/${index}`, mailingLeafResponse)

/** What is kept of letters, whole or not. */
async function kept() {
  const [row] = await world.services.store.query<Record<string, number>>(
    `select (select count(*) from api.leaf_upload) as uploads,
      (select count(*) from api.leaf_chunk) as chunks, (select count(*) from api.leaf_node) as nodes,
      (select coalesce(sum(bytes), 0)::int8 from api.leaf_quota) as charged`,
  )
  return row
}

type Take = ReturnType<typeof takeLeaves>

/** Offers the letters of a mailing in one go. */
function offer(take: Take, mailing: IndexedMailing, client: string, body = bodyOf(mailing.wire)) {
  const { mailingId, tree, wire } = mailing
  const { root, count } = tree
  return take({ mailing: { mailingId, root, count }, body, length: `${wire.length}`, client })
}

const bodyOf = (bytes: Uint8Array) => pieces(bytes, 50_000)

/** Offers them in two parts, when told. */
function open(take: Take, mailing: IndexedMailing, client: string) {
  const { readable, writable } = new TransformStream<Uint8Array>()
  const writer = writable.getWriter()
  const answer = offer(take, mailing, client, readable)
  return {
    answer,
    start: () => writer.write(mailing.wire.subarray(0, 70_000)),
    async end() {
      // Whoever is answered before the end is not read to it.
      await writer.write(mailing.wire.subarray(70_000)).catch(() => {})
      await writer.close().catch(() => {})
      return answer
    },
  }
}

const nothing = { uploads: 0, chunks: 0, nodes: 0, charged: 0 }

/** A body in pieces, which breaks off with an error at its end if told. */
function pieces(bytes: Uint8Array, size: number, broken = false): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(bytes.subarray(at, at + size))
        at += size
      } else if (broken) controller.error(new Error('aborted'))
      else controller.close()
    },
  })
}

async function expectProven(mailing: IndexedMailing, indexes: Iterable<number>) {
  const { root, count } = mailing.tree
  for (const index of indexes) {
    const leaf = await read(mailing, index)
    const at = index * 64
    expect(leaf).toEqual({
      mailingId: mailing.mailingId,
      ...{ root, count, index },
      inboxId: bytesToHex(mailing.wire.subarray(at, at + 32)),
      letterHash: bytesToHex(mailing.wire.subarray(at + 32, at + 64)),
      proof: mailing.tree.proof(index),
      isCollected: false,
      asOf: leaf.asOf,
    })
    expect(verifyMailProof(leaf as Parameters<typeof verifyMailProof>[0])).toBe(true)
  }
}

describe('putMailingLeaves and getMailingLeaf', () => {
  it('prove every letter of mailings of 1 to 70', async () => {
    for (let count = 1; count <= 70; count++) {
      const mailing = await indexMailing(chain, count)
      expect(await put(mailing)).toMatchObject({ root: mailing.tree.root, count, isNew: true })
      await expectProven(
        mailing,
        new Set([0, count >> 1, count - 2, count - 1].filter((i) => i >= 0)),
      )
    }
  })

  it.each([255, 256, 257, 511, 512, 513, 1_023, 1_024, 1_025, 2_048, 2_049, 3_329, 4_097])(
    'prove letters of a mailing of %i, first, last and at every seam',
    async (count) => {
      const mailing = await indexMailing(chain, count)
      await put(mailing)
      const seams = [
        0,
        1,
        255,
        256,
        511,
        512,
        1_023,
        1_024,
        1_025,
        2_047,
        2_048,
        count - 2,
        count - 1,
      ]
      await expectProven(mailing, new Set(seams.filter((index) => index < count)))
    },
  )

  it('prove letters of mailings of any size, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6_000 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        fc.nat(2 ** 32 - 1),
        async (count, size, picks, seed) => {
          const mailing = await indexMailing(chain, count, seed)
          await put(mailing, pieces(mailing.wire, Math.max(size, Math.ceil(count / 10))))
          await expectProven(
            mailing,
            picks.map((pick) => pick % count),
          )
          await chain.tables.run('truncate mailing')
        },
      ),
      { numRuns: 25 },
    )
  })

  it('prove letters through the whole of a mailing of 300,000', async () => {
    const mailing = await indexMailing(chain, 300_000)
    await put(mailing, pieces(mailing.wire, 50_001))
    const some = Array.from({ length: 30 }, (_, i) => (i * 10_007 + i) % 300_000)
    await expectProven(mailing, new Set([...some, 262_143, 262_144, 299_999]))
    expect(await kept()).toMatchObject({ uploads: 1, chunks: 293, charged: 300_000 * 64 })
  })

  it('take the same letters again at once, without looking', async () => {
    const mailing = await indexMailing(chain, 1_500)
    await put(mailing)
    const before = await kept()
    const unread = new ReadableStream({ pull: () => new Promise(() => {}) })
    expect(await put(mailing, unread)).toMatchObject({ isNew: false, count: 1_500 })
    expect(await kept()).toEqual(before)
  })

  it('say that a letter was collected', async () => {
    const mailing = await indexMailing(chain, 3)
    await put(mailing)
    await chain.tables.run(`insert into mail values (${chain.id}, '${mailing.mailingId}', 1,
      '${bytes32('a')}', '${bytes32('b')}', '0x01', 6, 0, '${bytes32('c')}', 6, '${bytes32('d')}')`)
    expect([(await read(mailing, 0)).isCollected, (await read(mailing, 1)).isCollected]).toEqual([
      false,
      true,
    ])
  })

  it('keep the leaves of a mailing that a reorg takes away, until it is back', async () => {
    const mailing = await indexMailing(chain, 5)
    await put(mailing)
    await chain.tables.run('truncate mailing')
    await askProblem(world.app, `${pathOf(mailing)}/0`, 'mailing_not_found')
    await insertMailing(chain, { mailingId: mailing.mailingId, root: mailing.tree.root, count: 5 })
    await expectProven(mailing, [0, 4])
  })
})

describe('getMailingLeaf', () => {
  it('tells an index beyond the mailing, and leaves that are not here', async () => {
    const mailing = await indexMailing(chain, 3)
    const none = await askProblem(world.app, `${pathOf(mailing)}/2`, 'leaves_not_found')
    expect(none.detail).toBe(
      `Nobody has brought the letters of mailing ${mailing.mailingId}. PUT them to /v1/mailings/${mailing.mailingId}/leaves.`,
    )
    for (const index of [3, 4_294_967_295]) {
      const { detail } = await askProblem(
        world.app,
        `${pathOf(mailing)}/${index}`,
        'leaf_not_found',
      )
      expect(detail).toBe(`Mailing ${mailing.mailingId} has the letters 0 to 2, and no ${index}.`)
    }
  })

  it.each(['-1', '01', '1.5', '4294967296', '9'.repeat(40), 'x', '1e3', '0x1'])(
    'refuses the index %s',
    async (index) => {
      const mailing = await indexMailing(chain, 3)
      const path = `${pathOf(mailing)}/${encodeURIComponent(index)}`
      const { errors } = await askProblem(world.app, path, 'invalid_request')
      expect(errors).toMatchObject([{ in: 'path', pointer: '/index' }])
    },
  )
})

describe('putMailingLeaves refuses', () => {
  const refused = async (
    mailing: { mailingId: string },
    code: Parameters<typeof askProblem>[2],
    init: RequestInit,
  ) => (await askProblem(world.app, pathOf(mailing), code, init)).detail

  it('another media type, before anything else', async () => {
    const mailing = { mailingId: bytes32('unheard of') }
    const init = { method: 'PUT', body: '[]', headers: { 'content-type': 'application/json' } }
    expect(await refused(mailing, 'unsupported_media_type', init)).toBe(
      "The body's media type is application/json. Send content-type: application/octet-stream.",
    )
  })

  it('a body without a media type', async () => {
    const mailing = { mailingId: bytes32('unheard of') }
    const init = { method: 'PUT', body: new Uint8Array(64) }
    expect(await refused(mailing, 'unsupported_media_type', init)).toBe(
      "The body's media type is not given. Send content-type: application/octet-stream.",
    )
  })

  it('not the media type in other letters, or with parameters', async () => {
    const headers = { 'content-type': 'Application/Octet-Stream ; charset=binary' }
    await refused({ mailingId: bytes32('unheard of') }, 'mailing_not_found', request('x', headers))
  })

  it('a mailing that is not indexed', async () => {
    await refused({ mailingId: bytes32('unheard of') }, 'mailing_not_found', request('x'))
  })

  it('a mailing of more letters than are kept', async () => {
    const mailingId = bytes32('huge')
    await insertMailing(chain, { mailingId, count: 4_194_305 })
    expect(await refused({ mailingId }, 'leaves_too_large', request('x'))).toBe(
      `Mailing ${mailingId} has 4194305 letters; this API keeps at most 4194304 of one. Serve their proofs yourself.`,
    )
    expect(await kept()).toEqual(nothing)
  })

  it.each([0, 1, 127, 129, 192])('%i bytes for two letters, told or found', async (length) => {
    const mailing = await indexMailing(chain, 2)
    const bytes = wireLetters(4).subarray(0, length)
    const told = request(bytes, { 'content-length': String(length) })
    expect(await refused(mailing, 'leaves_mismatch', told)).toBe(
      `These are not the letters of mailing ${mailing.mailingId}: the body has ${length} bytes, not 128. Nothing was kept.`,
    )
    const found = await refused(mailing, 'leaves_mismatch', request(pieces(bytes, 50)))
    expect(found).toContain(length < 128 ? `there are ${length} bytes, not 128` : 'more than 128')
    expect(await kept()).toMatchObject({ uploads: 0, chunks: 0, nodes: 0 })
  })

  it('no body at all', async () => {
    const mailing = await indexMailing(chain, 2)
    const init = { method: 'PUT', headers: { 'content-type': 'application/octet-stream' } }
    expect(await refused(mailing, 'leaves_mismatch', init)).toContain('there are 0 bytes, not 128')
  })

  it('one bit that is another, one letter in another place', async () => {
    const mailing = await indexMailing(chain, 2_500)
    const { wire } = mailing
    const flipped = Buffer.from(wire)
    flipped[159_999] = (flipped[159_999] ?? 0) ^ 1
    const swapped = Buffer.concat([
      wire.subarray(64, 128),
      wire.subarray(0, 64),
      wire.subarray(128),
    ])
    for (const other of [flipped, swapped]) {
      const detail = await refused(mailing, 'leaves_mismatch', request(pieces(other, 9_999)))
      expect(detail).toContain(`not to ${mailing.tree.root}`)
    }
    expect(await kept()).toMatchObject({ uploads: 0, chunks: 0, nodes: 0 })
    expect(await put(mailing)).toMatchObject({ isNew: true })
  })

  it('a body that breaks off, and charges only what came', async () => {
    const mailing = await indexMailing(chain, 5_000)
    const part = mailing.wire.subarray(0, 150_000)
    const detail = await refused(mailing, 'upload_interrupted', request(pieces(part, 1_000, true)))
    expect(detail).toBe(
      'The body stopped, or came too slowly, after 150000 of 320000 bytes. Send it again from the start.',
    )
    expect(await kept()).toEqual({ ...nothing, charged: 2 * 65_536 })
    expect(await put(mailing)).toMatchObject({ isNew: true })
  })

  it('a second upload of an address, and more than two at once', async () => {
    const mailings = [
      await indexMailing(chain, 5_000, 1),
      await indexMailing(chain, 5_000, 2),
      await indexMailing(chain, 5_000, 3),
    ] as const
    const take = takeLeaves(world.services)
    const first = open(take, mailings[0], 'a')
    await first.start()
    await expect.poll(async () => (await kept())?.chunks).toBe(1)
    await expect(offer(take, mailings[1], 'a')).rejects.toMatchObject({
      code: 'upload_in_progress',
      facts: { because: 'one from your address' },
    })
    const second = open(take, mailings[1], 'b')
    await second.start()
    await expect.poll(async () => (await kept())?.chunks).toBe(2)
    await expect(offer(take, mailings[2], 'c')).rejects.toMatchObject({
      code: 'upload_in_progress',
      facts: { because: '2 are all at once' },
    })
    expect([await first.end(), await second.end()]).toEqual([true, true])
    expect(await offer(take, mailings[2], 'a')).toBe(true)
    for (const mailing of mailings) await expectProven(mailing, [0, 4_999])
  })

  it('a second upload of an address, by a problem that says so', async () => {
    const first = await indexMailing(chain, 5_000, 4)
    const second = await indexMailing(chain, 5_000, 5)
    const { readable, writable } = new TransformStream<Uint8Array>()
    const writer = writable.getWriter()
    const answer = world.app.request(pathOf(first), request(readable))
    await writer.write(first.wire.subarray(0, 70_000))
    await expect.poll(async () => (await kept())?.chunks).toBe(1)
    const refused = request(second.wire.slice())
    await askProblem(world.app, pathOf(second), 'upload_in_progress', refused)
    await writer.write(first.wire.subarray(70_000))
    await writer.close()
    expect((await answer).status).toBe(200)
  })

  it('the slowest of those that hold all slots, when another waits', async () => {
    const mailings = [
      await indexMailing(chain, 5_000, 1),
      await indexMailing(chain, 5_000, 2),
      await indexMailing(chain, 5_000, 3),
    ] as const
    const take = takeLeaves(world.services, { most: 2, grace: 0, pace: Number.POSITIVE_INFINITY })
    const faster = open(take, mailings[0], 'a')
    await faster.start()
    await expect.poll(async () => (await kept())?.chunks).toBe(1)
    const slower = open(take, mailings[1], 'b')
    slower.answer.catch(() => {})
    await expect.poll(async () => (await kept())?.uploads).toBe(2)
    expect(await offer(take, mailings[2], 'c')).toBe(true)
    await expect(slower.answer).rejects.toMatchObject({ code: 'upload_interrupted' })
    expect(await faster.end()).toBe(true)
    expect(await kept()).toMatchObject({ uploads: 2, charged: 2 * 320_000 })
  })

  it('no owner because of a stranger who has begun with the same mailing', async () => {
    const mailing = await indexMailing(chain, 5_000, 1)
    const take = takeLeaves(world.services)
    const stranger = open(take, mailing, 'stranger')
    await stranger.start()
    await expect.poll(async () => (await kept())?.chunks).toBe(1)
    expect(await offer(take, mailing, 'owner')).toBe(true)
    expect(await stranger.end()).toBe(false)
    expect(await kept()).toMatchObject({ uploads: 1, chunks: 5 })
    await expectProven(mailing, [0, 4_999])
  })

  it('neither of two that are whole at once', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const mailing = await indexMailing(chain, 3_000, seed)
      const takes = [takeLeaves(world.services), takeLeaves(world.services)]
      const both = await Promise.all(takes.map((take, i) => offer(take, mailing, `${i}`)))
      expect(both.toSorted()).toEqual([false, true])
      await expectProven(mailing, [0, 2_999])
    }
    expect(await kept()).toMatchObject({ uploads: 5, chunks: 15 })
  })

  it('what another process left behind, once it has lapsed', async () => {
    const mailing = await indexMailing(chain, 3_000)
    const { store } = world.services
    await store.query(
      `insert into api.leaf_upload (mailing_id, letters, touched_at) values ($1, 3000, now() - interval '61 s')`,
      [mailing.mailingId],
    )
    await store.query(
      `insert into api.leaf_chunk select upload_id, n, '\\x00' from api.leaf_upload, generate_series(0, 2) n`,
    )
    expect(await put(mailing)).toMatchObject({ isNew: true })
    await expectProven(mailing, [0, 2_999])
    const other = await indexMailing(chain, 3)
    await put(other)
    expect(await kept()).toMatchObject({ uploads: 2, chunks: 4 })
  })

  it('more bytes in a day than the quota, per address', async () => {
    const { quotaBytesPerDay } = { quotaBytesPerDay: 2 ** 30 }
    const mailing = await indexMailing(chain, 100)
    const { store } = world.services
    await put(await indexMailing(chain, 1))
    await store.query('update api.leaf_quota set bytes = $1', [quotaBytesPerDay - 6_399])
    expect(await refused(mailing, 'quota_exceeded', request(mailing.wire))).toBe(
      `These 6400 bytes would be more than the 1073741824 bytes of letters that your address may bring in a day. Wait for the next day (UTC).`,
    )
    expect(await kept()).toMatchObject({ uploads: 1 })
    await store.query('update api.leaf_quota set bytes = $1', [quotaBytesPerDay - 6_400])
    expect(await put(mailing)).toMatchObject({ isNew: true })
    world.clock.now = (genesisTime + 86_400) * 1_000
    await chain.index()
    const other = await indexMailing(chain, 100, 2)
    expect(await put(other)).toMatchObject({ isNew: true })
    world.clock.now = genesisTime * 1_000 + 60_000
    await chain.index()
  })
})
