import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { createBatches } from '../../../sdk/src/api/createBatches.ts'

/*
createBatches
├── whatever is asked, in whatever groups and sizes
│   ├── each has its own answer, or its own error
│   ├── no batch has items of two groups, more than maxBatch, or more than maxBytes
│   └── no more than maxInFlight are under way
├── asked in one moment → one batch; while none may go out → gathered
├── an abort → ends its own item alone, waiting or under way
│   └── of all items of a batch → ends the batch
└── given an item that is larger than a batch may be, or no JSON → refused alone
*/

type Item = { n: number; text: string }

const never = new Promise<never>(() => {})

describe('createBatches', () => {
  it.prop([
    fc.array(
      fc.record({ group: fc.constantFrom('a', 'b', 'c'), text: fc.string({ maxLength: 60 }) }),
      { maxLength: 60 },
    ),
    fc.integer({ min: 1, max: 7 }),
    fc.integer({ min: 260, max: 600 }),
    fc.integer({ min: 1, max: 3 }),
  ])('answers each, within its bounds', async (asked, maxBatch, maxBytes, maxInFlight) => {
    let inFlight = 0
    const batches = createBatches<Item, string>({
      ...{ maxBatch, maxBytes, maxInFlight, waitMs: 0 },
      async send(group, items) {
        inFlight++
        expect(inFlight).toBeLessThanOrEqual(maxInFlight)
        expect(items.length).toBeGreaterThan(0)
        expect(items.length).toBeLessThanOrEqual(maxBatch)
        const inside = Buffer.byteLength(JSON.stringify(items)) - 2
        expect(inside).toBeLessThanOrEqual(maxBytes)
        await new Promise((resolve) => setImmediate(resolve))
        inFlight--
        return items.map(({ n }) => (n % 3 ? `${group} ${n}` : new Error(`${n}`)))
      },
    })
    const results = await Promise.allSettled(
      asked.map(({ group, text }, n) => batches.ask(group, { n, text }, undefined)),
    )
    for (const [n, result] of results.entries()) {
      if (n % 3) expect(result).toMatchObject({ value: `${asked[n]?.group} ${n}` })
      else expect(result).toMatchObject({ reason: { message: `${n}` } })
    }
  })

  it('sends at once what is asked in one moment, and gathers what cannot go out yet', async () => {
    const sent: number[] = []
    let release = () => {}
    const batches = createBatches<number, number>({
      ...{ maxBatch: 1_000, maxBytes: 1_000_000, maxInFlight: 1, waitMs: 1 },
      async send(_, items) {
        sent.push(items.length)
        if (sent.length === 1) {
          await new Promise<void>((resolve) => {
            release = resolve
          })
        }
        return items
      },
    })
    const first = Promise.all([1, 2, 3].map((n) => batches.ask('a', n, undefined)))
    await expect.poll(() => sent).toEqual([3])
    const rest = [4, 5, 6, 7].map(async (n) => {
      await new Promise((resolve) => setTimeout(resolve, n))
      return batches.ask('a', n, undefined)
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(sent).toEqual([3])
    release()
    expect(await first).toEqual([1, 2, 3])
    expect(await Promise.all(rest)).toEqual([4, 5, 6, 7])
    expect(sent).toEqual([3, 4])
  })

  it('rejects all of a batch that fails, and goes on', async () => {
    let count = 0
    const batches = createBatches<number, number>({
      ...{ maxBatch: 10, maxBytes: 1_000, maxInFlight: 1, waitMs: 0 },
      send: (_, items) => (count++ ? Promise.resolve(items) : Promise.reject(new Error('down'))),
    })
    const failed = await Promise.allSettled([1, 2].map((n) => batches.ask('a', n, undefined)))
    expect(failed).toMatchObject([{ reason: { message: 'down' } }, { reason: { message: 'down' } }])
    expect(await batches.ask('a', 3, undefined)).toBe(3)
  })

  it('lets one go alone that waits', async () => {
    const sent: number[][] = []
    const batches = createBatches<number, number>({
      ...{ maxBatch: 10, maxBytes: 1_000, maxInFlight: 1, waitMs: 5 },
      send(_, items) {
        sent.push(items)
        return Promise.resolve(items)
      },
    })
    const controller = new AbortController()
    const kept = batches.ask('a', 1, undefined)
    const left = batches.ask('a', 2, controller.signal)
    controller.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    expect(await kept).toBe(1)
    expect(sent).toEqual([[1]])
    await expect(batches.ask('a', 3, controller.signal)).rejects.toThrow('enough')
  })

  it('lets one go alone that is under way, and the batch with the last of them', async () => {
    const signals: AbortSignal[] = []
    const batches = createBatches<number, number>({
      ...{ maxBatch: 10, maxBytes: 1_000, maxInFlight: 1, waitMs: 0 },
      send(_, __, signal) {
        signals.push(signal)
        return never
      },
    })
    const [one, two] = [new AbortController(), new AbortController()]
    const results = [batches.ask('a', 1, one.signal), batches.ask('a', 2, two.signal)]
    await expect.poll(() => signals.length).toBe(1)
    one.abort(new Error('one'))
    await expect(results[0]).rejects.toThrow('one')
    expect(signals[0]?.aborted).toBe(false)
    two.abort(new Error('two'))
    await expect(results[1]).rejects.toThrow('two')
    expect(signals[0]?.aborted).toBe(true)
  })

  it('refuses alone what is too large, or no JSON', async () => {
    const batches = createBatches<unknown, unknown>({
      ...{ maxBatch: 10, maxBytes: 100, maxInFlight: 1, waitMs: 0 },
      send: (_, items) => Promise.resolve(items as unknown[]),
    })
    // With its quotes and a comma.
    expect(await batches.ask('a', 'x'.repeat(97), undefined)).toHaveLength(97)
    await expect(batches.ask('a', 'x'.repeat(98), undefined)).rejects.toThrow('more than 100 bytes')
    await expect(batches.ask('a', 'é'.repeat(49), undefined)).rejects.toThrow('more than 100 bytes')
    await expect(batches.ask('a', 1n, undefined)).rejects.toThrow('cannot be written as JSON')
  })
})
