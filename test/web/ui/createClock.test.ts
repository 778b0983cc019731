import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '../../../web/src/ui/createClock.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('createClock', () => {
  it('is the wall clock in whole seconds', () => {
    vi.useFakeTimers({ now: 1_800_000_000_999 })
    expect(createClock().now()).toBe(1_800_000_000)
  })

  it('is never before the newest block', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    const clock = createClock()
    clock.atLeast(1_800_000_500)
    clock.atLeast(1_800_000_100)
    expect(clock.now()).toBe(1_800_000_500)
    vi.setSystemTime(1_800_000_501_000)
    expect(clock.now()).toBe(1_800_000_501)
  })

  it('tells all on one timer, and stops it with the last', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    const clock = createClock()
    const [one, other] = [vi.fn(), vi.fn()]
    const [leave, leaveToo] = [clock.subscribe(one), clock.subscribe(other)]
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(2_000)
    expect([one, other].map(({ mock }) => mock.calls.length)).toEqual([2, 2])
    leave()
    leaveToo()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells at once of a block that is ahead', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    const clock = createClock()
    const listener = vi.fn()
    const leave = clock.subscribe(listener)
    clock.atLeast(1_800_000_010)
    expect(listener).toHaveBeenCalledOnce()
    leave()
  })
})
