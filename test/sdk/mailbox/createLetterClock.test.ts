import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLetterClock } from '../../../sdk/src/mailbox/createLetterClock.ts'

/*
createLetterClock
├── between letters → idleMs from the last letter, whatever else came
├── within one → wholeMs from its beginning, also of what is cut anywhere
└── while a letter is dealt with → nothing counts
*/

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const clock = () => createLetterClock({ idleMs: 100, wholeMs: 500 })
const pass = (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds)

describe('createLetterClock', () => {
  it.each([[': hello\n\n'], ['\n'], ['id: 1\r\n\r\n']])(
    'counts from the last letter across %j',
    (text) => {
      const { onChunk, isDealtWith, isAmid } = clock()
      onChunk('retry: 10\n\n')
      pass(80)
      isDealtWith()
      pass(99)
      onChunk(text)
      expect(isAmid()).toBe(false)
      pass(1)
      expect(() => onChunk(text)).toThrow('nothing came for 100 ms')
    },
  )

  it('gives a letter that has begun longer, and no more than that', () => {
    const { onChunk, isAmid } = clock()
    onChunk(': hello\n\n')
    pass(99)
    onChunk('data: ')
    for (const _ of [1, 2, 3, 4]) {
      pass(100)
      onChunk('x\n')
    }
    expect(isAmid()).toBe(true)
    pass(100)
    expect(() => onChunk('x')).toThrow('nothing came for 500 ms')
  })

  it('gives each letter the same, also where one piece has the end of one and the beginning of the next', () => {
    const { onChunk, isDealtWith, isAmid } = clock()
    onChunk('data: a')
    pass(450)
    onChunk('\n\ndata: b')
    isDealtWith()
    pass(450)
    onChunk('\n')
    expect(isAmid()).toBe(true)
    onChunk('\n')
    expect(isAmid()).toBe(false)
  })

  it('does not count while a letter is dealt with', () => {
    const { onChunk, isDealtWith } = clock()
    onChunk('data: a\n\n')
    pass(10_000)
    isDealtWith()
    pass(99)
    expect(() => onChunk('data: b\n\n')).not.toThrow()
  })
})
