import { describe, expect, it } from 'vitest'
import type { Streams } from '../../relay/streams.ts'
import { createStreams } from '../../relay/streams.ts'

function begin(streams: Streams, inboxId: string, sessionId: string) {
  const over = new AbortController()
  const makesRoom = streams.begin({ inboxId, sessionId }, over.signal)
  return { makesRoom, end: () => over.abort() }
}

describe('createStreams', () => {
  it('has the inbox with the most streams make room first, by its oldest, which may come again', () => {
    const streams = createStreams(4)
    const lone = begin(streams, 'lone', '1')
    const crowd = ['2', '3', '4'].map((session) => begin(streams, 'crowd', session))
    const next = begin(streams, 'next', '5')
    expect(crowd.map(({ makesRoom }) => makesRoom?.aborted)).toEqual([true, false, false])
    expect(crowd[0]?.makesRoom?.reason).toBeNull()
    for (const { makesRoom } of [lone, next]) expect(makesRoom?.aborted).toBe(false)
    begin(streams, 'another', '6')
    expect(crowd[1]?.makesRoom?.aborted).toBe(true)
    // Each has one: the oldest of all.
    begin(streams, 'and another', '7')
    expect(lone.makesRoom?.aborted).toBe(true)
    expect(next.makesRoom?.aborted).toBe(false)
  })

  it('has no more of an inbox than twice what it may have, also of those that are about to end', () => {
    const streams = createStreams(100)
    const all = Array.from({ length: 16 }, () => begin(streams, 'inbox', '1'))
    expect(all.filter(({ makesRoom }) => makesRoom?.aborted)).toHaveLength(15)
    expect(begin(streams, 'inbox', '2').makesRoom).toBeUndefined()
    expect(begin(streams, 'another', '3').makesRoom?.aborted).toBe(false)
    all[0]?.end()
    expect(begin(streams, 'inbox', '2').makesRoom?.aborted).toBe(false)
    // The session that goes on was not asked to make room.
    expect(all.at(-1)?.makesRoom?.aborted).toBe(false)
  })

  it('has no more in all than twice what it may have, also of those that are about to end', () => {
    const streams = createStreams(3)
    const all = Array.from({ length: 6 }, (_, n) => begin(streams, `inbox ${n}`, `${n}`))
    expect(all.filter(({ makesRoom }) => makesRoom?.aborted)).toHaveLength(3)
    expect(begin(streams, 'another', '7').makesRoom).toBeUndefined()
    all[0]?.end()
    expect(begin(streams, 'another', '7').makesRoom?.aborted).toBe(false)
  })
})
