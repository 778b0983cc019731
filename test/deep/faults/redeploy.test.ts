import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startIndexer } from '../../../scripts/stack/indexer.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

/** How many ask at once, each again as soon as it is answered. */
const ASKERS = 8

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Redeployments')
  rig = await startRig()
  chronicle = await openChronicle(rig)
  for (let blocks = 0; blocks < 80; blocks++) await chronicle.busyBlock(random)
})
afterAll(() => rig?.stop())

describe('a redeployment to a new schema', () => {
  it('while the API answers fails no request', async () => {
    const failed: string[] = []
    let answered = 0
    let isOver = false
    const [letter] = chronicle.letters
    if (!letter) throw new Error('There is no letter')
    const asks = [
      () => rig.post('/v1/verify', chronicle.question(letter)),
      () => rig.post('/v1/verify/batch', { items: chronicle.letters.map(chronicle.question) }),
      () => get(`/v1/inboxes/${chronicle.inboxId}?chain=eip155:${rig.chainId}`),
      () => get(`/v1/stamps/${letter.stampId}`),
      () => get('/readyz'),
    ]
    await witnessed(rig, chronicle, async () => {
      const askers = [...Array(ASKERS).keys()].map(async (asker) => {
        for (let turn = asker; !isOver; turn++) {
          const { status, body } = await (asks[turn % asks.length] as (typeof asks)[0])()
          answered += 1
          if (status !== 200)
            failed.push(`${turn % asks.length}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
        }
      })
      const blocks = (async () => {
        while (!isOver) {
          await chronicle.busyBlock(random)
          await sleep(300)
        }
      })()
      const second = rig.add(await startNext())
      await second.waitUntilLive()
      await poll(() => viewsShow(second.schema), {
        for: 'the views to be replaced',
        within: 60_000,
      })
      await sleep(1_000)
      await rig.stopIndexer()
      await sleep(2_000)
      isOver = true
      await Promise.all([...askers, blocks])
    })
    expect(answered).toBeGreaterThan(500)
    expect(failed).toEqual([])
  })
})

async function get(path: string) {
  const response = await fetch(`${rig.api().url}${path}`)
  return { status: response.status, body: (await response.json()) as unknown }
}

/** An indexer of another build: the build depends on every byte of the deployment's file. */
function startNext() {
  const deploymentsDir = join(rig.folder, 'next')
  cpSync(rig.deploymentsDir, deploymentsDir, { recursive: true })
  const file = join(deploymentsDir, `${rig.chainId}.json`)
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`)
  const { chainId, databaseUrl, indexerNode, folder } = rig
  return startIndexer({
    chainId,
    databaseUrl,
    rpcUrl: indexerNode.url,
    deploymentsDir,
    logDir: join(folder, 'next-logs'),
  })
}

async function viewsShow(schema: string): Promise<boolean> {
  const sql = postgres(rig.databaseUrl, { max: 1 })
  try {
    const rows = await sql`
      select 1 from information_schema.view_table_usage
      where view_schema = ${`chain_${rig.chainId}_v1`} and table_schema = ${schema}`
    return rows.length > 0
  } finally {
    await sql.end()
  }
}
