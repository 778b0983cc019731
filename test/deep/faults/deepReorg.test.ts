import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../../scripts/stack/paths.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { reasonOf, witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

/** Deeper than Ponder undoes on this chain, 30 blocks, and so deep that the other fork is in its cache. */
const DEPTH = 70

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Deep reorgs')
  rig = await startRig()
  chronicle = await openChronicle(rig)
})
afterAll(() => rig?.stop())

describe('a reorg deeper than Ponder undoes', () => {
  it('silences the API until the index is rebuilt as the runbook says', async () => {
    const doomed = chronicle.draw()
    const kept = chronicle.draw()
    await chronicle.block([chronicle.post(kept)])
    await chronicle.block([chronicle.post(doomed)])
    const seen = await witnessed(rig, chronicle, async () => {
      for (let blocks = 0; blocks < DEPTH; blocks++) await chronicle.busyBlock(random)
      expect(await reasonOf(rig, chronicle, doomed)).toBe('paid')
      await chronicle.reorg(DEPTH + 1, Array(DEPTH).fill([]))
      for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
      await untilDeep()
      await rig.stopIndexer()
      await rebuild()
      await rig.restartIndexer()
      await rig.indexer().waitUntilLive()
    })
    expect(seen.reorg_too_deep).toBeGreaterThan(0)
    expect(await reasonOf(rig, chronicle, doomed)).toBe('postage_required')
    expect(await reasonOf(rig, chronicle, kept)).toBe('paid')
  })
})

async function untilDeep(): Promise<void> {
  const isSaid = async () => {
    const { status, body } = await rig.post('/v1/verify/batch', { items: [] })
    return status === 503 && (body as { code: string }).code === 'reorg_too_deep'
  }
  await poll(isSaid, { for: 'reorg_too_deep', within: 60_000 })
}

/** What "Rebuild the index of one chain" in the runbooks has an operator run between stopping and starting the indexer. */
async function rebuild(): Promise<void> {
  const runbooks = readFileSync(join(root, 'docs/operations/runbooks.md'), 'utf8')
  const steps = [
    `drop schema if exists chain_8453_v1 cascade`,
    `select string_agg(format('drop schema %I cascade', nspname), '; ') from pg_namespace where nspname like 'idx_8453_%'`,
    'delete from ponder_sync.$table where chain_id = 8453',
  ]
  for (const step of steps) expect(runbooks).toContain(step)
  const tables = /for table in ([a-z_ ]+); do/.exec(runbooks)?.[1]?.split(' ') ?? []
  expect(tables).toContain('intervals')
  const [views, schemas, cache] = steps.map((step) => step.replaceAll('8453', String(rig.chainId)))
  const sql = postgres(rig.databaseUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(views as string)
  const [found] = await sql.unsafe<{ string_agg: string }[]>(schemas as string)
  await sql.unsafe(found?.string_agg as string)
  for (const table of tables) await sql.unsafe((cache as string).replace('$table', table))
  await sql.end()
}
