import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Replica } from '../../sdk/src/replica/openReplica.ts'
import { openReplica } from '../../sdk/src/replica/openReplica.ts'
import type { Letter } from '../api/letters.ts'
import { letter } from '../api/letters.ts'
import type { DataSizes } from '../api/names.ts'
import { address, chain, hash } from '../api/names.ts'
import type { Figure } from '../report/figure.ts'
import { asOf, snapshotLines } from './snapshot.ts'

export type ReplicaSizes = DataSizes & {
  /** Seconds of processor time of each measurement. */
  seconds: number
  /** Different questions of each kind. */
  questions: number
}

type Kind = {
  name: string
  isMeant: (letter: Letter) => boolean
  /** What the key of its yardstick is of. */
  key: 'letter' | 'stamp'
  aim?: number
}

type Item = { letterHash: string; stampId?: string }

const kinds: readonly Kind[] = [
  {
    name: 'paid, found by its letter',
    isMeant: ({ item, reason }) => reason === 'paid' && !item.stampId,
    ...{ key: 'letter', aim: 500_000 },
  },
  {
    name: 'paid, by a stamp that is named',
    isMeant: ({ item, reason }) => reason === 'paid' && Boolean(item.stampId),
    ...{ key: 'stamp', aim: 500_000 },
  },
  {
    name: 'consented',
    isMeant: ({ reason }) => reason === 'consented',
    ...{ key: 'letter', aim: 500_000 },
  },
  {
    name: 'refused, with a quote where that helps',
    isMeant: ({ reason }) => reason !== 'paid' && reason !== 'consented',
    key: 'letter',
  },
  { name: 'the mix that the API is asked', isMeant: () => true, key: 'letter' },
]

/** Verdicts a second of one replica in this process, beside the least that any answer must take. */
export async function measureReplica(sizes: ReplicaSizes): Promise<Figure[]> {
  const { replica, figures } = await load(sizes)
  try {
    for (let n = 0; n < 80; n++) check(replica, letter(n, sizes))
    return [...figures, ...kinds.map((kind) => measureKind(replica, kind, sizes))]
  } finally {
    replica.close()
  }
}

/** Reads the snapshot; tells what a stamp takes of the heap, and how fast stamps are taken in. */
async function load(sizes: ReplicaSizes): Promise<{ replica: Replica; figures: Figure[] }> {
  let before = 0
  let start = process.cpuUsage()
  const onStamps = () => {
    before = heapUsed()
    start = process.cpuUsage()
  }
  const replica = openReplica({
    chain: chain as `eip155:${number}`,
    registry: address('registry'),
    maxStalenessSeconds: 86_400,
    source: {
      readSnapshot: () => snapshotLines(sizes, onStamps),
      async *watchEvents({ signal, onAlive }) {
        onAlive()
        yield* await new Promise<[]>((resolve) => {
          signal.addEventListener('abort', () => resolve([]), { once: true })
        })
      },
      readAsOf: () => Promise.resolve(asOf),
    },
    onError(error) {
      throw error
    },
  })
  await replica.ready
  const { user, system } = process.cpuUsage(start)
  const perStamp = (heapUsed() - before) / sizes.stamps
  return {
    replica,
    figures: [
      { name: 'heap per stamp, indexes included', value: perStamp, unit: 'bytes' },
      {
        name: 'stamps of the snapshot taken in',
        value: (sizes.stamps * 1e6) / (user + system),
        unit: '/s',
        note: 'the time in which the benchmark makes them up included',
      },
    ],
  }
}

function check(replica: Replica, { item, reason }: Letter): void {
  const verdict = replica.verify(item as never)
  if (verdict.reason === reason) return
  throw new Error(`${JSON.stringify(item)} is ${verdict.reason}, not ${reason}`)
}

function measureKind(
  replica: Replica,
  { name, isMeant, key, aim }: Kind,
  sizes: ReplicaSizes,
): Figure {
  const texts: string[] = []
  for (let n = 0; texts.length < sizes.questions; n++) {
    const asked = letter(n, sizes)
    if (isMeant(asked)) texts.push(JSON.stringify(asked.item))
  }
  const verdictText = JSON.stringify(replica.verify(JSON.parse(texts[0] as string)))
  const keys = keysOf(key, sizes)
  const value = rateOf(texts, sizes, (item) => replica.verify(item as never))
  const lookups = rateOf(texts, sizes, (item) =>
    keys.has((key === 'stamp' ? item.stampId : item.letterHash) as string),
  )
  const parses = rateOf(texts, sizes, () => JSON.parse(verdictText))
  const note = `JSON.parse of one such verdict: ${Math.round(parses).toLocaleString('en-US')} /s`
  return {
    ...{ name, value, unit: '/s', note },
    yardstick: { name: 'looking up the same key, among as many', value: lookups },
    aim: aim === undefined ? undefined : { least: aim },
  }
}

/** The keys of an index of the replica, as far from the processor as those are. */
function keysOf(key: Kind['key'], { stamps }: DataSizes): ReadonlySet<string> {
  const keys = new Set<string>()
  for (let i = 1; i <= stamps; i++) keys.add(JSON.parse(`"${hash(`${key} ${i}`)}"`))
  return keys
}

/** Of what was answered, so that no compiler finds that nobody wants it. */
let last: unknown

/** Questions that are parsed at once: as few as lets their time be taken, as a letter is judged when it has just come. */
const parsedAtOnce = 100

/**
 * How often in a second of processor time something can be done with a question: others may be busy on the same machine. Each question is
 * parsed anew, uncounted, as nobody asks with the same texts twice.
 */
function rateOf(
  texts: readonly string[],
  { seconds }: ReplicaSizes,
  ask: (item: Item) => unknown,
): number {
  let busy = 0
  let asked = 0
  // What is asked in the first second, by the clock, is for the compiler.
  const warmAt = performance.now() + 1_000
  for (let at = 0; busy < seconds * 1e6; at = (at + parsedAtOnce) % texts.length) {
    const items: Item[] = texts.slice(at, at + parsedAtOnce).map((text) => JSON.parse(text))
    const start = process.cpuUsage()
    for (const item of items) last = ask(item)
    const { user, system } = process.cpuUsage(start)
    if (performance.now() < warmAt) continue
    busy += user + system
    asked += items.length
  }
  if (last === undefined) throw new Error('Nothing was answered')
  return (asked * 1e6) / busy
}

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
