import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Chronicle, Letter } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { reasonOf, witnessed } from '../../helpers/faults/witnessed.ts'
import type { Random } from '../../helpers/seed.ts'
import { seededRandom } from '../../helpers/seed.ts'

const HOUR = 3_600

let rig: Rig
let chronicle: Chronicle
let random: Random

beforeAll(async () => {
  random = seededRandom('Reorgs')
  rig = await startRig()
  chronicle = await openChronicle(rig)
  for (let blocks = 0; blocks < 5; blocks++) await chronicle.busyBlock(random)
})
afterAll(() => rig?.stop())

describe('a reorg', () => {
  it('that removes a post takes its verdict back', async () => {
    const letter = chronicle.draw()
    await witnessed(rig, chronicle, async () => {
      await chronicle.block([chronicle.post(letter)])
      expect(await reasonOf(rig, chronicle, letter)).toBe('paid')
      await chronicle.reorg(1, [[]])
      expect(await reasonOf(rig, chronicle, letter)).toBe('postage_required')
    })
    const { status } = await statusOf(letter)
    expect(status).toBe(404)
  })

  it('that moves a post to another block moves its stamp', async () => {
    const letter = chronicle.draw()
    await witnessed(rig, chronicle, async () => {
      await chronicle.block([chronicle.post(letter)])
      expect(await reasonOf(rig, chronicle, letter)).toBe('paid')
      await chronicle.reorg(1, [[], [], [chronicle.post(letter)]])
      expect(await reasonOf(rig, chronicle, letter)).toBe('paid')
      const { body } = await rig.post('/v1/verify', chronicle.question(letter))
      const { number, hash } = await rig.client.getBlock()
      expect(body).toMatchObject({
        postage: { postedBlock: String(number), postedBlockHash: hash, confirmations: 1 },
      })
    })
  })

  it('that swaps a collect for an expire swaps the outcome', async () => {
    const letter = chronicle.draw(2 * HOUR)
    await witnessed(rig, chronicle, async () => {
      await chronicle.block([chronicle.post(letter)])
      await chronicle.block([chronicle.collect(letter)])
      expect(await reasonOf(rig, chronicle, letter)).toBe('already_settled')
      await chronicle.reorg(1, [[chronicle.expire(letter)]], 3 * HOUR)
      expect(await reasonOf(rig, chronicle, letter)).toBe('expired')
    })
    expect((await statusOf(letter)).body).toMatchObject({ stamp: { status: 'expired' } })
  })

  it('of a random depth, again and again under load, leaves what an index made anew has', async () => {
    await witnessed(rig, chronicle, async () => {
      for (let times = 0; times < 8; times++) {
        const blocks = 1 + random.below(12)
        for (let block = 0; block < blocks; block++) await chronicle.busyBlock(random)
        await rig.untilCurrent()
        const depth = 1 + random.below(blocks)
        const some = chronicle.letters.slice(-4).map((letter) => chronicle.post(letter))
        await chronicle.reorg(depth, [some, [], []].slice(0, 1 + random.below(3)))
      }
    })
  })

  it('that comes while its blocks are being read costs time and no truth', async () => {
    await witnessed(rig, chronicle, async () => {
      for (let block = 0; block < 6; block++) await chronicle.busyBlock(random)
      await chronicle.reorg(4, [[], []])
    })
  })

  it('waits for a long reader, and whoever asks meanwhile is told that there is no answer', async () => {
    const letter = chronicle.draw()
    const sql = postgres(rig.databaseUrl, { max: 1 })
    const seen = await witnessed(rig, chronicle, async () => {
      await chronicle.block([chronicle.post(letter)])
      expect(await reasonOf(rig, chronicle, letter)).toBe('paid')
      await sql.begin(async (reader) => {
        for (const table of ['stamp', 'block', 'stamp_step', 'balance']) {
          await reader.unsafe(`select count(*) from chain_${rig.chainId}_v1.${table}`)
        }
        await chronicle.reorg(1, [[]])
        const isSilent = async () => {
          const { status, body } = await rig.post('/v1/verify', chronicle.question(letter))
          return status === 503 && body
        }
        const problem = await poll(isSilent, { for: 'silence', within: 20_000 })
        expect(['database_unavailable', 'index_stale']).toContain(
          (problem as { code: string }).code,
        )
        // Longer than a statement may take.
        await reader`select pg_sleep(6)`
      })
      expect(await reasonOf(rig, chronicle, letter)).toBe('postage_required')
    })
    await sql.end()
    expect(seen.database_unavailable).toBeGreaterThan(0)
  })
})

async function statusOf({ stampId }: Letter) {
  const response = await fetch(`${rig.api().url}/v1/stamps/${stampId}`)
  return { status: response.status, body: (await response.json()) as unknown }
}
