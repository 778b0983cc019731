import { monitorEventLoopDelay } from 'node:perf_hooks'
import { bytesToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createApp } from '../../api/app.ts'
import { lettersOfWire } from '../../protocol/lettersOfWire.ts'
import { mailingRoot } from '../../protocol/mailingRoot.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import { mailingLeafResponse } from '../../protocol/wire/mailing.ts'
import { insertMailing } from '../api/mailings/mailingScene.ts'
import { bytes32 } from '../api/verifyScene.ts'
import type { World, WorldChain } from '../api/world.ts'
import { startWorld } from '../api/world.ts'
import { heldMemory } from '../helpers/heldMemory.ts'

const MILLION = 1_000_000
const MEBIBYTE = 2 ** 20
const mailingId = bytes32('a million letters')

function letterAt(index: number): Buffer {
  const letter = Buffer.alloc(64, 0xa5)
  letter.writeUInt32BE(index, 28)
  letter.writeUInt32BE(MILLION - index, 60)
  return letter
}

/** The letters as octets, 1,000 a chunk. */
function* wire(): Generator<Uint8Array> {
  for (let index = 0; index < MILLION; index += 1_000) {
    yield Buffer.concat(Array.from({ length: 1_000 }, (_, at) => letterAt(index + at)))
  }
}

describe('the API, given the letters of a mailing of a million', () => {
  let world: World
  let chain: WorldChain
  let root: `0x${string}`

  beforeAll(async () => {
    ;({ root } = await mailingRoot(lettersOfWire(wire())))
    world = await startWorld()
    chain = world.chains[0] as WorldChain
    await insertMailing(chain, { mailingId, root, count: MILLION })
  })
  afterAll(() => world?.stop())

  it('takes them in constant memory, and lets others have their turn', async () => {
    const used: number[] = []
    const chunks = wire()
    let sent = 0
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { value, done } = chunks.next()
          if (done) return controller.close()
          if (sent % 100 === 50) used.push(await heldMemory())
          sent += 1
          controller.enqueue(value)
        },
      },
      { highWaterMark: 0 },
    )
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const response = await createApp(world.services).request(`/v1/mailings/${mailingId}/leaves`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body,
      duplex: 'half',
    } as RequestInit)
    delay.disable()
    expect(await response.json()).toEqual({ mailingId, root, count: MILLION, isNew: true })
    expect(used).toHaveLength(10)
    expect(Math.max(...used) - Math.min(...used)).toBeLessThan(8 * MEBIBYTE)
    // Nanoseconds; that of collecting garbage for the measure is among the worst hundredth.
    expect(delay.percentile(90) / 1e6).toBeLessThan(50)
  })

  it('proves letters throughout', async () => {
    for (let index = 0; index < MILLION; index += 9_973) {
      const response = await world.app.request(`/v1/mailings/${mailingId}/leaves/${index}`)
      const leaf = mailingLeafResponse.parse(await response.json())
      const letter = letterAt(index)
      expect(leaf).toMatchObject({
        inboxId: bytesToHex(letter.subarray(0, 32)),
        letterHash: bytesToHex(letter.subarray(32)),
      })
      expect(verifyMailProof(leaf as Parameters<typeof verifyMailProof>[0])).toBe(true)
    }
  })
})
