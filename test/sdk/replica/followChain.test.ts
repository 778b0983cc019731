import { afterEach, describe, expect, it } from 'vitest'
import type { AsOf } from '../../../protocol/wire/asOf.ts'
import type { SnapshotBegin, SnapshotEnd, SnapshotRow } from '../../../protocol/wire/snapshot.ts'
import { ApiSnapshotError } from '../../../sdk/src/errors/ApiSnapshotError.ts'
import { CursorExpiredError } from '../../../sdk/src/errors/CursorExpiredError.ts'
import type { ReplicaSource } from '../../../sdk/src/replica/follow/ReplicaSource.ts'
import type { Replica } from '../../../sdk/src/replica/openReplica.ts'
import { openReplica } from '../../../sdk/src/replica/openReplica.ts'
import { bytes32, request } from '../../api/verifyScene.ts'
import { registry } from '../../api/verifySigners.ts'
import { inboxRow } from './support/rows.ts'

const second = 1_000
const chain = 'eip155:31337' as const
const asOf: AsOf = {
  ...{ chain, blockNumber: '100', blockHash: bytes32('block 100'), blockTimestamp: 1_800_000_000 },
  ...{ safeBlock: '97', finalizedBlock: '60', headBlock: '100' },
}

type Line = SnapshotBegin | SnapshotRow | SnapshotEnd
type Events = ReplicaSource['watchEvents']

const begin: SnapshotBegin = { type: 'snapshot', position: '7', settledBefore: 0, asOf, keys: {} }
const whole = (door: string, end = '7'): Line[] => [
  begin,
  { table: 'inbox', row: inboxRow({ inboxId: request.inboxId, door }) },
  { type: 'end', position: end, rows: 1 },
]
const entry = (id: string, door: string) => ({
  ...{
    id,
    type: 'door.set' as const,
    block: { number: '101', hash: bytes32('101'), timestamp: 1 },
  },
  state: [
    {
      table: 'inbox' as const,
      key: { inboxId: request.inboxId },
      row: inboxRow({ inboxId: request.inboxId, door }),
    },
  ],
})

/** Connected, and silent until the signal aborts. */
const silent: Events = async function* ({ signal, onAlive }) {
  onAlive()
  yield* await untilAborted(signal)
}
const untilAborted = (signal: AbortSignal) =>
  new Promise<[]>((resolve) => {
    signal.addEventListener('abort', () => resolve([]), { once: true })
    if (signal.aborted) resolve([])
  })

/** What a replica does with snapshots and feeds that come one after the other; the last of each comes again. */
function open(
  snapshots: (Line[] | Error)[],
  feeds: Events[],
  onEntry?: (id: string) => void | Promise<void>,
) {
  const clock = { now: 1_800_000_000 * second }
  const errors: unknown[] = []
  const from: string[] = []
  const entries: string[] = []
  let read = 0
  let watched = 0
  const source: ReplicaSource = {
    async *readSnapshot() {
      const snapshot = snapshots[Math.min(read++, snapshots.length - 1)]
      await Promise.resolve()
      if (snapshot instanceof Error) throw snapshot
      yield* snapshot ?? []
    },
    watchEvents(options) {
      from.push(options.from)
      return (feeds[Math.min(watched++, feeds.length - 1)] as Events)(options)
    },
    readAsOf: () => Promise.resolve(asOf),
  }
  replica = openReplica({
    ...{ source, chain, registry, now: () => clock.now, paces: { poll: 5, restart: 5 } },
    onError: (error) => void errors.push(error),
    onEntry({ id }) {
      entries.push(id)
      return onEntry?.(id)
    },
    onSnapshot: () => void entries.push('snapshot'),
  })
  return { replica, clock, errors, from, entries, reads: () => read }
}

const fault = new Error('the store is away')
function raise(): void {
  throw fault
}

let replica: Replica | undefined
afterEach(() => replica?.close())

const reasonOf = (of: Replica) => of.verify(request).reason

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 400; !isSo(); left--) {
    if (left === 0) throw new Error('It never became so')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('a replica that begins', () => {
  it('judges nothing before the rows are of one block', async () => {
    let tell = () => {}
    const { replica, entries } = open(
      [whole('closed', '9')],
      [
        async function* (options) {
          options.onAlive()
          yield entry('8', 'postage')
          await new Promise<void>((resolve) => {
            tell = resolve
          })
          yield entry('9', 'free')
          await untilAborted(options.signal)
        },
      ],
    )
    await until(() => entries.includes('8'))
    expect(() => replica.verify(request)).toThrow(/not read a whole snapshot/)
    tell()
    await replica.ready
    expect(replica.verify(request)).toMatchObject({
      reason: 'no_postage_required',
      asOf: { blockNumber: '101' },
    })
    expect(entries).toEqual(['snapshot', '8', '9'])
  })

  it('throws away a snapshot that is not whole, and reads another', async () => {
    const [first, row] = whole('closed') as [Line, Line]
    const aborted = new ApiSnapshotError('the API gave it up: stale', { code: 'index_stale' })
    const { replica, errors, reads } = open(
      [aborted, [first, row], [first, { type: 'end', position: '7', rows: 1 }], whole('free')],
      [silent],
    )
    await replica.ready
    expect(reasonOf(replica)).toBe('no_postage_required')
    expect(reads()).toBe(4)
    expect(errors).toEqual([
      aborted,
      expect.objectContaining({ name: 'ApiSnapshotError' }),
      expect.objectContaining({ name: 'ApiSnapshotError' }),
    ])
  })

  it('says loudly of a row that is none', async () => {
    const bad = [begin, { table: 'inbox', row: inboxRow({ door: 'ajar' }) }] as Line[]
    const { replica, errors } = open([bad, whole('free')], [silent])
    await replica.ready
    expect(String(errors[0])).toContain('of a row of `inbox`, its door is "ajar"')
  })
})

describe('a replica whose feed cannot be gone on with', () => {
  it('begins anew, and answers from the old copy until that is too old', async () => {
    let expire = () => {}
    let go = () => {}
    const gone = new CursorExpiredError('7', '/v1/snapshot')
    const { replica, from, entries } = open(
      [whole('closed'), whole('free')],
      [
        async function* ({ onAlive }) {
          onAlive()
          await new Promise<void>((resolve) => {
            expire = resolve
          })
          throw gone
        },
        async function* (options) {
          await new Promise<void>((resolve) => {
            go = resolve
          })
          yield* silent(options)
        },
      ],
    )
    await replica.ready
    expect(reasonOf(replica)).toBe('closed')
    expire()
    await until(() => from.length === 2)
    expect(reasonOf(replica)).toBe('closed')
    go()
    await until(() => reasonOf(replica) === 'no_postage_required')
    expect(entries).toEqual(['snapshot', 'snapshot'])
  })

  it('is stale at the bound where no snapshot comes', async () => {
    let expire = () => {}
    const { replica, clock, reads } = open(
      [whole('closed'), new Error('nobody listens')],
      [
        async function* ({ onAlive }) {
          onAlive()
          await new Promise<void>((resolve) => {
            expire = resolve
          })
          throw new CursorExpiredError('7', '/v1/snapshot')
        },
      ],
    )
    await replica.ready
    expire()
    await until(() => reads() > 2)
    clock.now += 30 * second
    expect(reasonOf(replica)).toBe('closed')
    clock.now += 1
    expect(() => replica.verify(request)).toThrow(/30.001 s ago, and 30 s is the bound/)
  })

  it('judges nothing by an entry of which it took a part', async () => {
    const { replica, errors } = open(
      [whole('closed'), new Error('nobody listens')],
      [
        async function* ({ onAlive }) {
          onAlive()
          await Promise.resolve()
          const { state, ...rest } = entry('8', 'free')
          yield { ...rest, state: [...state, { table: 'stamp', key: {}, row: null }] }
        },
      ],
    )
    await until(() => errors.length > 1)
    expect(errors[0]).toMatchObject({ name: 'ApiAnswerError' })
    expect(() => replica.verify(request)).toThrow(/not read a whole snapshot/)
  })
})

/** Two entries at once, and silence. */
const twoEntries: Events = async function* (options) {
  options.onAlive()
  yield entry('8', 'postage')
  yield entry('9', 'free')
  await untilAborted(options.signal)
}

describe('who listens to a replica', () => {
  it('is told of an entry once the one before is dealt with, while letters are judged', async () => {
    let finish = () => {}
    const { replica, entries } = open([whole('closed')], [twoEntries], (id) =>
      id === '8'
        ? new Promise<void>((resolve) => {
            finish = resolve
          })
        : undefined,
    )
    await replica.ready
    await until(() => reasonOf(replica) === 'no_postage_required')
    expect(entries).toEqual(['snapshot', '8'])
    finish()
    await until(() => entries.length === 3)
    expect(entries).toEqual(['snapshot', '8', '9'])
  })

  it.each([
    ['throws', () => raise()],
    ['rejects', () => Promise.resolve().then(raise)],
  ])('and %s, is told on: `onError` has what it failed with', async (_, fail) => {
    const { replica, entries, errors } = open([whole('closed')], [twoEntries], (id) =>
      id === '8' ? fail() : undefined,
    )
    await until(() => entries.length === 3)
    expect(entries).toEqual(['snapshot', '8', '9'])
    expect(errors).toEqual([fault])
    expect(reasonOf(replica)).toBe('no_postage_required')
  })

  it('is told nothing more once it is closed', async () => {
    let finish = () => {}
    const { replica, entries } = open(
      [whole('closed')],
      [twoEntries],
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
    )
    await replica.ready
    await until(() => reasonOf(replica) === 'no_postage_required')
    replica.close()
    finish()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(entries).toEqual(['snapshot', '8'])
  })
})

describe('a replica that is told', () => {
  it('is silent while the chain is unfit', async () => {
    let tell: Parameters<Events>[0]['onStatus'] = () => {}
    const { replica } = open(
      [whole('free')],
      [
        (options) => {
          tell = options.onStatus
          return silent(options)
        },
      ],
    )
    await replica.ready
    tell({ code: 'index_stale', because: 'its node was not reached' })
    expect(() => replica.verify(request)).toThrow(
      expect.objectContaining({ name: 'ReplicaStaleError', code: 'index_stale' }),
    )
    tell(undefined)
    expect(reasonOf(replica)).toBe('no_postage_required')
  })

  it('judges nothing once it is closed', async () => {
    const { replica } = open([whole('free')], [silent])
    await replica.ready
    replica.close()
    expect(() => replica.verify(request)).toThrow(/it was closed/)
    const { replica: other } = open([new Error('nobody listens')], [silent])
    other.close()
    await expect(other.ready).rejects.toThrow(/it was closed/)
  })
})
