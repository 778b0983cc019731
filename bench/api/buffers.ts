import postgres from 'postgres'
import { readVerifyFacts } from '../../api/queries/verifyFacts.ts'
import { verifyItem } from '../../protocol/wire/verify.ts'
import type { Figure } from '../report/figure.ts'
import { prepareData, startBenchDatabase } from './dataset.ts'
import { schema } from './fill.ts'
import type { Letter } from './letters.ts'
import { letter } from './letters.ts'
import type { DataSizes } from './names.ts'
import { blocks, chainId } from './names.ts'
import type { ApiSizes } from './sizes.ts'

/** Letters of each kind that are explained. */
const letters = 50

/** Shared buffers that the statement of a verdict touches, over little and over much data. */
export async function measureBuffers(sizes: ApiSizes): Promise<Figure[]> {
  const server = await startBenchDatabase()
  const few = { stamps: sizes.stamps / 100, inboxes: sizes.inboxes / 100 }
  try {
    const figures: Figure[] = []
    for (const size of [few, { stamps: sizes.stamps, inboxes: sizes.inboxes }]) {
      figures.push(...(await explained(await prepareData(server, size), size)))
    }
    return figures
  } finally {
    await server.stop()
  }
}

async function explained(url: string, sizes: DataSizes): Promise<Figure[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const session = await sql.reserve()
  try {
    await session`set plan_cache_mode = force_generic_plan`
    await session`set jit = off`
    const { text } = await statementOf([letter(0, sizes)])
    await session.unsafe(`prepare verify as ${text}`)
    /** Mean buffers of a verdict, asked about so many at a time. */
    const mean = async (asked: Letter[], at: number) => {
      let total = 0
      for (let start = 0; start < asked.length; start += at) {
        const { parameters } = await statementOf(asked.slice(start, start + at))
        const [row] = await session.unsafe(
          `explain (analyze, buffers, timing off, format json) execute verify(${parameters.map(literal).join(', ')})`,
        )
        const [explained] = row?.['QUERY PLAN'] ?? []
        const plan: Record<string, number> = explained.Plan
        total += Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks'])
      }
      return total / asked.length
    }
    const stamps = `${sizes.stamps.toLocaleString('en-US')} stamps`
    const all = Array.from({ length: letters * 10 }, (_, n) => letter(n, sizes))
    const of = (reason: string, isNamed = false) =>
      all
        .filter((one) => one.reason === reason && 'stampId' in one.item === isNamed)
        .slice(0, letters)
    const kinds = {
      'the mix': all,
      'paid, found by its hash': of('paid'),
      'paid, named': of('paid', true),
      consented: of('consented'),
      'refused, sender_denied': of('sender_denied'),
      'refused, postage_required': of('postage_required'),
      'refused, already_settled': of('already_settled'),
      'refused, wrong_relay': of('wrong_relay'),
    }
    const figures: Figure[] = []
    for (const [kind, asked] of Object.entries(kinds)) {
      const value = await mean(asked, 1)
      const note = `in batches of 100: ${(await mean(asked, 100)).toFixed(1)}`
      const aim = kind === 'the mix' ? { most: 12 } : undefined
      figures.push({ name: `${stamps}: ${kind}`, value, unit: 'buffers', aim, note })
    }
    return figures
  } finally {
    session.release()
    await sql.end()
  }
}

/** SQL of a parameter, of whatever type the statement takes it for. */
function literal(value: unknown): string {
  if (value === null) return 'null'
  return `'${String(value).replaceAll("'", "''")}'`
}

/** The very statement that the API runs about letters, and what it gives to it. */
async function statementOf(
  asked: readonly Letter[],
): Promise<{ text: string; parameters: readonly unknown[] }> {
  let seen: { text: string; parameters: readonly unknown[] } | undefined
  const database = {
    query(text: string, parameters: readonly unknown[] = []) {
      seen = { text, parameters }
      return Promise.resolve([])
    },
  }
  const freshness = {
    levels: () => ({ latest: blocks, safe: blocks - 32, finalized: blocks - 64 }),
  }
  const chain = { id: chainId, schema, database, verdicts: database, freshness }
  const items = asked.map(({ item }) => verifyItem.parse(item))
  const now = Math.floor(Date.now() / 1_000)
  await readVerifyFacts(chain as unknown as Parameters<typeof readVerifyFacts>[0], items, now)
  if (!seen) throw new Error('The API ran no statement')
  return seen
}
