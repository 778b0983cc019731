import fc from 'fast-check'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../indexer/ponder.schema.ts'
import { keyIdOf } from '../../protocol/ids.ts'
import { genesisTime } from './fakeChain.ts'
import type { Scene } from './verifyScene.ts'
import { address, bytes32, head, now, startScene, timeOf } from './verifyScene.ts'

const chainId = 31337
const inboxId = bytes32('inbox of the key')
const publicKey: Hex = `0x${'ab'.repeat(32)}`
const keyId = keyIdOf(1, publicKey)

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

type Possession = (typeof schema.keyPeriod)['$inferInsert']['possessionStatus']

/** What happens to a key, as the chain sees it. */
type KeyEvent =
  | { kind: 'added'; block: number; expiresAt?: number; possession?: Possession }
  | { kind: 'revoked'; block: number }
  | { kind: 'all revoked'; block: number }

/** Writes the rows that the indexer would, for events in their order. */
async function happen(events: readonly KeyEvent[], of: Hex = inboxId): Promise<void> {
  const id = { chainId, inboxId: of, keyId }
  const periods: (typeof schema.keyPeriod)['$inferInsert'][] = []
  const epochs: (typeof schema.keyEpoch)['$inferInsert'][] = []
  let key: (typeof schema.key)['$inferInsert'] | undefined
  const end = (block: number, endedBy: 'added_again' | 'revoked') => {
    const last = periods.at(-1)
    if (last) Object.assign(last, { endedBlock: block, endedAt: timeOf(block), endedBy })
  }
  for (const [logIndex, event] of events.entries()) {
    const { block } = event
    const { expiresAt = 0, possession = 'none' } = event.kind === 'added' ? event : {}
    if (event.kind === 'added') {
      end(block, 'added_again')
      key = { ...id, kind: 1, publicKey, possession: '0x', epoch: epochs.length, expiresAt }
      periods.push({
        ...{ ...id, fromBlock: block, fromLogIndex: logIndex, fromTime: timeOf(block), expiresAt },
        ...{ epoch: epochs.length, transaction: bytes32('tx'), possessionStatus: possession },
        wallet: address('wallet'),
      })
    } else if (event.kind === 'revoked') {
      end(block, 'revoked')
      key = {
        ...(key ?? { ...id, epoch: epochs.length, expiresAt: 0 }),
        ...{ revokedBlock: block, revokedAt: timeOf(block) },
      }
    } else {
      epochs.push({
        ...{
          chainId,
          inboxId: of,
          epoch: epochs.length,
          endedBlock: block,
          endedLogIndex: logIndex,
        },
        ...{ endedAt: timeOf(block), endedBy: address('by'), transaction: bytes32('tx') },
      })
    }
  }
  await scene.inbox({ inboxId: of, keyEpoch: epochs.length })
  if (key) await scene.chain.tables.insert(schema.key, key)
  if (periods.length > 0) await scene.chain.tables.insert(schema.keyPeriod, ...periods)
  if (epochs.length > 0) await scene.chain.tables.insert(schema.keyEpoch, ...epochs)
}

const ask = (fields: object = {}) => scene.verifyKey({ inboxId, keyId, ...fields })

describe('statusNow', () => {
  it('is none where inbox or key is unknown', async () => {
    const unknown = { keyId, statusNow: 'none', validFrom: null, possession: 'none' }
    expect(await ask()).toEqual({
      ...unknown,
      asOf: expect.objectContaining({ blockNumber: '100' }),
    })
    await scene.inbox({ inboxId })
    expect(await ask()).toMatchObject(unknown)
  })

  it('is active from being added on', async () => {
    await happen([{ kind: 'added', block: 20 }])
    const answer = await ask()
    expect(answer).toMatchObject({ statusNow: 'active', validFrom: timeOf(20) })
    expect(answer).not.toHaveProperty('validUntil')
    expect(answer).not.toHaveProperty('statusAt')
  })

  it('is found by the key itself too', async () => {
    await happen([{ kind: 'added', block: 20 }])
    const byKey = { keyId: undefined, kind: 1, publicKey: publicKey.replace('ab', 'AB') }
    expect(await ask(byKey)).toMatchObject({ keyId, statusNow: 'active' })
    expect(await ask({ ...byKey, kind: 2 })).toMatchObject({ statusNow: 'none' })
  })

  it.each([
    [-1, 'active'],
    [0, 'expired'],
    [1, 'expired'],
  ])('is expired from expiresAt on (%i s)', async (offset, statusNow) => {
    const expiresAt = now - offset
    await happen([{ kind: 'added', block: 20, expiresAt }])
    expect(await ask()).toMatchObject({ statusNow, validFrom: timeOf(20), validUntil: expiresAt })
  })

  it('is revoked once revoked by name, with all others, or banned beforehand', async () => {
    const [byName, withAll, banned] = ['a', 'b', 'c'].map(bytes32) as [Hex, Hex, Hex]
    await happen(
      [
        { kind: 'added', block: 20 },
        { kind: 'revoked', block: 30 },
      ],
      byName,
    )
    await happen(
      [
        { kind: 'added', block: 20 },
        { kind: 'all revoked', block: 30 },
      ],
      withAll,
    )
    await happen([{ kind: 'revoked', block: 30 }], banned)
    for (const of of [byName, withAll]) {
      expect(await ask({ inboxId: of })).toMatchObject({
        statusNow: 'revoked',
        validFrom: timeOf(20),
        validUntil: timeOf(30),
      })
    }
    expect(await ask({ inboxId: banned })).toMatchObject({ statusNow: 'revoked', validFrom: null })
  })

  it('goes by the later of wall clock and newest block', async () => {
    await happen([{ kind: 'added', block: 20, expiresAt: now + 3 }])
    const { clock } = scene.world
    clock.now = (now + 3) * 1_000
    expect(await ask()).toMatchObject({ statusNow: 'expired' })
    clock.now = now * 1_000
    expect(await ask()).toMatchObject({ statusNow: 'active' })
  })
})

describe('possession', () => {
  it.each(['none', 'valid', 'vouched', 'invalid', 'unchecked'] as const)(
    'is what the index found: %s',
    async (possession) => {
      await happen([{ kind: 'added', block: 20, possession }])
      expect(await ask()).toMatchObject({ possession })
    },
  )

  it('is that of the last proof by the moment asked about, also of one that has ended', async () => {
    await happen([
      { kind: 'added', block: 20, possession: 'valid' },
      { kind: 'added', block: 30, possession: 'invalid' },
      { kind: 'added', block: 30, possession: 'unchecked' },
      { kind: 'added', block: 40 },
      { kind: 'revoked', block: 50 },
    ])
    expect(await ask()).toMatchObject({ statusNow: 'revoked', possession: 'none' })
    for (const [block, possession] of [
      [19, 'none'],
      [20, 'valid'],
      [29, 'valid'],
      [30, 'unchecked'],
      [39, 'unchecked'],
      [40, 'none'],
      [60, 'none'],
    ] as const) {
      await scene.chain.tables.run('truncate stamp')
      await scene.stamps({ postedBlock: block })
      expect(await ask({ stampId: bytes32('stamp') })).toMatchObject({ possession })
      expect(await ask({ atBlock: String(block) })).toMatchObject({ possession })
      expect(await ask({ atTime: timeOf(block) })).toMatchObject({ possession })
    }
  })

  it('is none of a key that was banned before it was added', async () => {
    await happen([{ kind: 'revoked', block: 20 }])
    expect(await ask()).toMatchObject({ possession: 'none' })
  })
})

describe('statusAt', () => {
  const life: KeyEvent[] = [
    { kind: 'added', block: 20, expiresAt: timeOf(40) },
    { kind: 'added', block: 50, expiresAt: timeOf(90) },
    { kind: 'revoked', block: 70 },
  ]

  it.each([
    [19, 'none'],
    [20, 'active'],
    [39, 'active'],
    [40, 'expired'],
    [49, 'expired'],
    [50, 'active'],
    [69, 'active'],
    [70, 'revoked'],
    [71, 'revoked'],
  ])('at block %i, at its second, and for a stamp of it', async (block, statusAt) => {
    await happen(life)
    await scene.stamps({ postedBlock: block })
    expect(await ask({ atBlock: String(block) })).toMatchObject({ statusAt, statusNow: 'revoked' })
    expect(await ask({ atTime: timeOf(block) })).toMatchObject({ statusAt })
    expect(await ask({ stampId: bytes32('stamp') })).toMatchObject({ statusAt })
  })

  it('tells the time around the moment in which the key was good', async () => {
    await happen(life)
    const first = { validFrom: timeOf(20), validUntil: timeOf(40) }
    const second = { validFrom: timeOf(50), validUntil: timeOf(70) }
    for (const [block, expected] of [
      [10, first],
      [20, first],
      [45, first],
      [50, second],
      [80, second],
    ] as const) {
      expect(await ask({ atBlock: String(block) })).toMatchObject(expected)
    }
    expect(await ask()).toMatchObject(second)
  })

  it('takes a key added again while it was good as good without a break', async () => {
    await happen([
      { kind: 'added', block: 20, expiresAt: timeOf(60) },
      { kind: 'added', block: 40, expiresAt: timeOf(80) },
    ])
    const whole = { validFrom: timeOf(20), validUntil: timeOf(80) }
    for (const block of [20, 30, 40, 70]) {
      expect(await ask({ atBlock: String(block) })).toMatchObject({ statusAt: 'active', ...whole })
    }
    expect(await ask({ atBlock: '5' })).toMatchObject({ statusAt: 'none', ...whole })
  })

  it('counts a ban from its block on, also of a key never added', async () => {
    await happen([{ kind: 'revoked', block: 30 }])
    expect(await ask({ atBlock: '29' })).toMatchObject({ statusAt: 'none' })
    expect(await ask({ atBlock: '30' })).toMatchObject({ statusAt: 'revoked' })
    expect(await ask({ atTime: timeOf(29) })).toMatchObject({ statusAt: 'none' })
    expect(await ask({ atTime: timeOf(30) })).toMatchObject({ statusAt: 'revoked' })
  })

  it('is none for an unknown key', async () => {
    expect(await ask({ atBlock: '50' })).toMatchObject({ statusNow: 'none', statusAt: 'none' })
  })
})

describe('a moment that the index does not know', () => {
  it('is a stamp that is not indexed', async () => {
    const problem = await scene.problem('/v1/keys/verify', {
      ...{ inboxId, keyId, stampId: bytes32('never posted') },
    })
    expect(problem).toMatchObject({ status: 404, code: 'stamp_not_found' })
  })

  it('is a block above the newest', async () => {
    const fields = { inboxId, keyId }
    expect(await ask({ atBlock: '100' })).toMatchObject({ statusAt: 'none' })
    const above = await scene.problem('/v1/keys/verify', { ...fields, atBlock: '101' })
    expect(above).toMatchObject({
      status: 404,
      code: 'block_not_indexed',
      detail: 'Block 101 is not indexed yet; the index is at block 100. Ask again later.',
    })
  })

  it('is a second in the future', async () => {
    expect(await ask({ atTime: now })).toMatchObject({ statusAt: 'none' })
    const future = await scene.problem('/v1/keys/verify', { inboxId, keyId, atTime: now + 1 })
    expect(future).toMatchObject({ status: 404, code: 'block_not_indexed' })
    expect(future.detail).toContain(`Second ${now + 1}`)
  })

  it('is a block before the index began, if the answer turns on its time', async () => {
    const inboxes = ['a', 'b', 'c', 'd'].map(bytes32) as [Hex, Hex, Hex, Hex]
    const [never, later, between, revoked] = inboxes
    await happen([{ kind: 'added', block: 20 }], never)
    await happen([{ kind: 'added', block: 20, expiresAt: timeOf(61) }], later)
    await happen([{ kind: 'added', block: 20, expiresAt: timeOf(60) }], between)
    await happen(
      [
        { kind: 'added', block: 20, expiresAt: timeOf(60) },
        { kind: 'revoked', block: 30 },
      ],
      revoked,
    )
    await scene.chain.tables.run('delete from block where number < 60')
    const at = (of: Hex, atBlock: string) => scene.verifyKey({ inboxId: of, keyId, atBlock })
    expect(await at(never, '40')).toMatchObject({ statusAt: 'active' })
    expect(await at(later, '40')).toMatchObject({ statusAt: 'active' })
    expect(await at(between, '10')).toMatchObject({ statusAt: 'none' })
    expect(await at(revoked, '40')).toMatchObject({ statusAt: 'revoked' })
    expect(await at(between, '60')).toMatchObject({ statusAt: 'expired' })
    const question = { inboxId: between, keyId, atBlock: '40' }
    expect(await scene.problem('/v1/keys/verify', question)).toMatchObject({
      status: 404,
      code: 'block_time_unknown',
    })
    expect(await scene.verifyKey({ inboxId: between, keyId, atTime: timeOf(40) })).toMatchObject({
      statusAt: 'active',
    })
    await scene.chain.index()
  })
})

describe('a request', () => {
  it.each([
    ['no key', { keyId: undefined }, '/keyId'],
    ['a key without its kind', { keyId: undefined, publicKey }, '/keyId'],
    ['a kind without a key', { keyId: undefined, kind: 1 }, '/keyId'],
    ['both', { kind: 1, publicKey }, '/keyId'],
    ['two moments', { atBlock: '5', atTime: 5 }, ''],
    ['a block as a number', { atBlock: 5 }, '/atBlock'],
    ['an empty key', { keyId: undefined, kind: 1, publicKey: '0x' }, '/publicKey'],
    [
      'a key of 2,049 bytes',
      { keyId: undefined, kind: 1, publicKey: `0x${'00'.repeat(2_049)}` },
      '/publicKey',
    ],
    ['an unknown field', { claimedAt: 5 }, '/claimedAt'],
  ])('with %s is refused', async (_, fields, pointer) => {
    const problem = await scene.problem('/v1/keys/verify', { inboxId, keyId, ...fields })
    expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ in: 'body', pointer }] })
  })

  it('gets no answer from an index without blocks, nor of an unknown chain', async () => {
    const question = { inboxId, keyId }
    const elsewhere = { ...question, chain: 'eip155:5' }
    expect(await scene.problem('/v1/keys/verify', elsewhere)).toMatchObject({
      code: 'unknown_chain',
    })
    await scene.chain.tables.run('truncate block')
    expect(await scene.problem('/v1/keys/verify', question)).toMatchObject({ code: 'index_stale' })
    await scene.chain.index()
  })
})

describe('any life of a key', () => {
  // Steps as a wallet may take them; those that the contract would refuse are left out when the life is drawn.
  const step = fc.record({
    kind: fc.constantFrom('added', 'added', 'added', 'revoked', 'all revoked'),
    after: fc.nat(6),
    lasts: fc.option(fc.integer({ min: 1, max: 12 })),
  })

  it('is told as the contract would have told it at every block', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 7 }), async (steps) => {
        await scene.reset()
        const events = live(steps)
        await happen(events)
        const moments = [
          1,
          ...new Set(events.flatMap(({ block }) => [block - 1, block, block + 3])),
        ]
        for (const block of moments) {
          const expected = { statusAt: statusByContract(events, block) }
          const answer = await ask({ atBlock: String(block) })
          expect(answer).toMatchObject({ ...expected, statusNow: statusByContract(events, head) })
          expect(await ask({ atTime: timeOf(block) })).toMatchObject(expected)
          const { validFrom, validUntil } = answer
          expect({ validFrom, validUntil }).toEqual(validityBySeconds(events, block))
        }
      }),
      { numRuns: 60 },
    )
  })

  function live(steps: readonly { kind: string; after: number; lasts: number | null }[]) {
    const events: KeyEvent[] = []
    let block = 2
    let isGone = false
    for (const { kind, after, lasts } of steps) {
      block += after
      if (kind === 'all revoked') {
        events.push({ kind, block })
        isGone ||= events.some((event) => event.kind === 'added')
      } else if (!isGone) {
        const expiry = lasts === null ? {} : { expiresAt: timeOf(block + lasts) }
        events.push(kind === 'added' ? { kind, block, ...expiry } : { kind: 'revoked', block })
        isGone = kind === 'revoked'
      }
    }
    return events
  }

  /** `InboxRegistry.keyStatus` at the end of a block. */
  function statusByContract(events: readonly KeyEvent[], block: number): string {
    const past = events.filter((event) => event.block <= block)
    const added = past.filter((event) => event.kind === 'added')
    const firstAdded = past.findIndex((event) => event.kind === 'added')
    const isOfOldEpoch = past.some((event, n) => event.kind === 'all revoked' && n > firstAdded)
    if (past.some((event) => event.kind === 'revoked')) return 'revoked'
    if (added.length === 0) return 'none'
    if (isOfOldEpoch) return 'revoked'
    const { expiresAt = 0 } = added.at(-1) as { expiresAt?: number }
    return expiresAt !== 0 && timeOf(block) >= expiresAt ? 'expired' : 'active'
  }

  /** The run of good seconds around a block, before it, or after it, by looking at every second. */
  function validityBySeconds(events: readonly KeyEvent[], block: number) {
    const last = head + 20
    const isGood = (at: number) => statusByContract(events, at) === 'active'
    const seconds = Array.from({ length: last + 1 }, (_, at) => at)
    const start =
      seconds.filter((at) => at <= block && isGood(at)).at(-1) ??
      seconds.find((at) => at > block && isGood(at))
    if (start === undefined) return { validFrom: null, validUntil: undefined }
    let from = start
    while (isGood(from - 1)) from--
    let until = start
    while (until <= last && isGood(until)) until++
    return {
      validFrom: genesisTime + from,
      validUntil: until > last ? undefined : genesisTime + until,
    }
  }
})
