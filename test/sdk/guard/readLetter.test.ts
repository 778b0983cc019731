import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { readLetter } from '../../../sdk/src/guard/readLetter.ts'
import { heldMemory } from '../../helpers/heldMemory.ts'

const maxSeconds = 60

async function* pieces(...of: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* of
}

/** A stream of the web, as servers give it. */
function streamOf(of: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = of[Symbol.iterator]()
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

function* crumbs(count: number, size = 1): Generator<Uint8Array> {
  for (let n = 0; n < count; n++) yield new Uint8Array(size).fill(7)
}

describe('readLetter', () => {
  test.prop([fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 }), fc.boolean()])(
    'gives what came, in whatever pieces, and no more than may be',
    async (chunks, isStream) => {
      const whole = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]))
      const read = (maxBytes: number) =>
        readLetter(isStream ? streamOf(chunks) : pieces(...chunks), { maxBytes, maxSeconds })
      if (whole.length === 0) {
        await expect(read(1)).rejects.toMatchObject({ status: 400, code: 'letter_empty' })
        return
      }
      expect(await read(whole.length)).toEqual(whole)
      expect(await read(whole.length + 1)).toEqual(whole)
      if (whole.length > 1)
        await expect(read(whole.length - 1)).rejects.toMatchObject({
          ...{ status: 413, code: 'letter_too_large' },
        })
    },
  )

  it('grows to the longest letter', async () => {
    const maxBytes = 1 << 20
    const bytes = await readLetter(streamOf(crumbs(1 << 10, 1 << 10)), { maxBytes, maxSeconds })
    expect(bytes).toEqual(new Uint8Array(maxBytes).fill(7))
  })

  it.each([
    [2_000, 1_024],
    [1 << 20, 16_384],
  ])('of at most %i bytes may come in %i pieces, and no more', async (maxBytes, most) => {
    const limits = { maxBytes, maxSeconds }
    expect(await readLetter(streamOf(crumbs(most)), limits)).toHaveLength(most)
    await expect(readLetter(streamOf(crumbs(most + 1)), limits)).rejects.toMatchObject({
      ...{ status: 408, code: 'letter_too_slow' },
    })
  })

  it('keeps the letter in memory, and not its pieces', async () => {
    const maxBytes = 1 << 20
    let held = 0
    async function* slowly(): AsyncGenerator<Uint8Array> {
      yield* crumbs(16_000)
      held = await heldMemory()
    }
    const before = await heldMemory()
    await readLetter(slowly(), { maxBytes, maxSeconds })
    // As pieces they would take nine megabytes.
    expect(held - before).toBeLessThan(3_000_000)
  })

  it('gives up what comes too slowly, and ends it', async () => {
    let isEnded = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(3)),
      cancel: () => {
        isEnded = true
      },
    })
    await expect(readLetter(body, { maxBytes: 9, maxSeconds: 0.05 })).rejects.toMatchObject({
      ...{ status: 408, code: 'letter_too_slow' },
    })
    expect(isEnded).toBe(true)
  })

  it('says of what breaks off that it did', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('Gone')),
    })
    await expect(readLetter(body, { maxBytes: 9, maxSeconds })).rejects.toMatchObject({
      ...{ status: 400, code: 'letter_interrupted', cause: { message: 'Gone' } },
    })
    await expect(readLetter(null, { maxBytes: 9, maxSeconds })).rejects.toMatchObject({
      ...{ status: 400, code: 'letter_empty' },
    })
  })
})
