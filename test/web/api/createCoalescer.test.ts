import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCoalescer } from '../../../web/src/api/createCoalescer.ts'

describe('createCoalescer', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const start = () => {
    const calls: number[] = []
    const run = () => calls.push(Date.now() - begin)
    const begin = Date.now()
    const coalescer = createCoalescer({ run, gatherMs: 100, restMs: 1_000, now: () => Date.now() })
    return { ...coalescer, calls }
  }

  it('calls once for all that comes while it gathers', () => {
    const { call, calls } = start()
    for (let i = 0; i < 9; i++) {
      call()
      vi.advanceTimersByTime(10)
    }
    expect(calls).toEqual([])
    vi.advanceTimersByTime(10)
    expect(calls).toEqual([100])
    vi.advanceTimersByTime(5_000)
    expect(calls).toEqual([100])
  })

  it('rests between two calls, and leaves out nothing that came last', () => {
    const { call, calls } = start()
    call()
    vi.advanceTimersByTime(100)
    call()
    vi.advanceTimersByTime(999)
    expect(calls).toEqual([100])
    vi.advanceTimersByTime(1)
    expect(calls).toEqual([100, 1_100])
    vi.advanceTimersByTime(2_000)
    call()
    vi.advanceTimersByTime(100)
    expect(calls).toEqual([100, 1_100, 3_200])
  })

  it('calls no more once it is stopped', () => {
    const { call, stop, calls } = start()
    call()
    stop()
    vi.advanceTimersByTime(5_000)
    expect(calls).toEqual([])
  })
})
