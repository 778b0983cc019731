import { describe, expect, it } from 'vitest'
import { stretchesOf } from '../../../api/mailings/stretchesOf.ts'
import { ApiError } from '../../../api/problem.ts'
import { bytes32 } from '../verifyScene.ts'

const mailingId = bytes32('mailing')
const mismatch = (because: string) => new ApiError('leaves_mismatch', { mailingId, because })

/** A body that hands over what is written, when it is written. */
function slowly() {
  const { readable, writable } = new TransformStream<Uint8Array>()
  return { body: readable, writer: writable.getWriter() }
}

async function gather(body: ReadableStream<Uint8Array>, bytes: number, stretchTime = 200) {
  const lengths: number[] = []
  for await (const stretch of stretchesOf(body, { bytes, mismatch, stretchTime })) {
    lengths.push(stretch.length)
  }
  return lengths
}

describe('stretchesOf', () => {
  it('cuts at 64 KiB, whatever the pieces', async () => {
    const bytes = 2 * 65_536 + 64
    for (const size of [1_000, 65_535, 65_536, 65_537, bytes]) {
      const { body, writer } = slowly()
      const gathered = gather(body, bytes)
      for (let at = 0; at < bytes; at += size) {
        await writer.write(new Uint8Array(Math.min(size, bytes - at)))
      }
      await writer.close()
      expect(await gathered).toEqual([65_536, 65_536, 64])
    }
  })

  it('gives up on a body that stops, and tells its source', async () => {
    const { body, writer } = slowly()
    const gathered = gather(body, 128)
    await writer.write(new Uint8Array(64))
    await expect(gathered).rejects.toMatchObject({
      code: 'upload_interrupted',
      facts: { received: 64, expected: 128 },
    })
    await expect(writer.closed).rejects.toBeUndefined()
  })

  it('gives up on a body that comes drop by drop', async () => {
    let sent = 0
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        sent += 1
        controller.enqueue(new Uint8Array(1))
      },
      cancel() {
        isCancelled = true
      },
    })
    await expect(gather(body, 6_400)).rejects.toMatchObject({ code: 'upload_interrupted' })
    expect(sent).toBeLessThan(20)
    await expect.poll(() => isCancelled).toBe(true)
  })

  it('gives up on a body that takes too long as a whole, or when it is told', async () => {
    const drip = () =>
      new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 20))
          controller.enqueue(new Uint8Array(65_536))
        },
      })
    const read = async (limits: { wholeTime?: number; signal?: AbortSignal }) => {
      const expected = { bytes: 2 ** 40, mismatch, ...limits }
      for await (const stretch of stretchesOf(drip(), expected)) expect(stretch.length).toBe(65_536)
    }
    await expect(read({ wholeTime: 100 })).rejects.toMatchObject({ code: 'upload_interrupted' })
    const signal = AbortSignal.timeout(100)
    await expect(read({ signal })).rejects.toMatchObject({ code: 'upload_interrupted' })
    await expect(read({ signal })).rejects.toMatchObject({ code: 'upload_interrupted' })
  })

  it('stops at the first byte too many', async () => {
    const { body, writer } = slowly()
    const gathered = gather(body, 64)
    await writer.write(new Uint8Array(64))
    const more = writer.write(new Uint8Array(1))
    await expect(gathered).rejects.toMatchObject({ code: 'leaves_mismatch' })
    await more
  })
})
