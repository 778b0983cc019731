import { describe, expect, it } from 'vitest'
import type { Child, Exit } from '../../scripts/stack/processes/child.ts'
import { keepRunning } from '../../scripts/stack/processes/keepRunning.ts'

/** A process that ends when the test says so. */
function fakeChild(pid: number) {
  let end: (exit: Exit) => void = () => {}
  const exited = new Promise<Exit>((resolve) => {
    end = resolve
  })
  const stopBy = (signal: NodeJS.Signals) => async () => end({ code: null, signal })
  const child: Child = {
    name: `Process ${pid}`,
    pid,
    log: '',
    exited,
    stop: stopBy('SIGINT'),
    kill: stopBy('SIGKILL'),
    death: async () => `${pid} ended with ${(await exited).code}`,
  }
  return { child, end }
}

async function keep() {
  const started: ReturnType<typeof fakeChild>[] = []
  const notes: string[] = []
  let disturb: (why: string) => void = () => {}
  const kept = await keepRunning({
    start: () => {
      const fake = fakeChild(started.length + 1)
      started.push(fake)
      return Promise.resolve(fake.child)
    },
    disturbance: () =>
      new Promise<string>((resolve) => {
        disturb = resolve
      }),
    mend: ({ code }) => (code === 75 ? 'it asked for it' : undefined),
    note: (text) => notes.push(text),
    pause: 0,
  })
  return { kept, started, notes, disturb: (why: string) => disturb(why) }
}

describe('keepRunning', () => {
  it('starts again what ended in a way that a new start mends', async () => {
    const { kept, started, notes } = await keep()
    started[0]?.end({ code: 75, signal: null })
    await expect.poll(() => kept.current().pid).toBe(2)
    expect(notes).toEqual(['it asked for it'])
  })

  it('stops and starts again what has been disturbed, each time', async () => {
    const { kept, started, notes, disturb } = await keep()
    disturb('first')
    await expect.poll(() => kept.current().pid).toBe(2)
    expect(await started[0]?.child.exited).toEqual({ code: null, signal: 'SIGINT' })
    disturb('second')
    await expect.poll(() => kept.current().pid).toBe(3)
    expect(notes).toEqual(['first', 'second'])
  })

  it('dies with what ended in another way', async () => {
    const { kept, started } = await keep()
    started[0]?.end({ code: 1, signal: null })
    expect(await kept.death()).toBe('1 ended with 1')
    expect(started).toHaveLength(1)
  })

  it('gives up waiting to start once it was stopped', async () => {
    const first = fakeChild(1)
    let starts = 0
    let isOver: () => boolean = () => false
    let giveUp: (nothing: undefined) => void = () => {}
    const kept = await keepRunning<Child>({
      start: (over) => {
        isOver = over
        starts += 1
        if (starts === 1) return Promise.resolve(first.child)
        return new Promise((resolve) => {
          giveUp = resolve
        })
      },
      disturbance: () => new Promise<string>(() => {}),
      mend: () => Promise.resolve('it may start when another has ended'),
      note: () => {},
      pause: 0,
    })
    first.end({ code: 1, signal: null })
    await expect.poll(() => starts).toBe(2)
    expect(isOver()).toBe(false)
    await kept.stop()
    expect(isOver()).toBe(true)
    giveUp(undefined)
    expect(await kept.death()).toBe('1 ended with 1')
    expect(starts).toBe(2)
  })

  it('starts nothing any more once it was stopped', async () => {
    const { kept, started } = await keep()
    started[0]?.end({ code: 75, signal: null })
    await kept.stop()
    await kept.death()
    expect(started).toHaveLength(1)
  })
})
