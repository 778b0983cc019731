import { setTimeout as sleep } from 'node:timers/promises'
import type { Child, Exit } from './child.ts'
import type { Service } from './services.ts'

type KeepRunningParameters<T extends Child> = {
  /** Gives undefined only where `isOver` has become true while it waited for something. */
  start: (isOver: () => boolean) => Promise<T | undefined>
  /** Resolves, with why, each time it must start again although it has not ended. */
  disturbance: () => Promise<string>
  /** Why to start it again after it has ended; undefined where that would not help. */
  mend: (exit: Exit) => Promise<string | undefined> | string | undefined
  /** Told about each new start. */
  note: (text: string) => void
  /** Milliseconds before a new start. */
  pause: number
}

/** A service that is one process after the other; it dies only where a new one would not help. */
export type Kept<T extends Child> = Service & {
  /** The process of the moment. */
  current(): T
}

/** Starts a process, and starts it again whenever it has to be. */
export async function keepRunning<T extends Child>(
  parameters: KeepRunningParameters<T>,
): Promise<Kept<T>> {
  const { start, disturbance, mend, note, pause } = parameters
  let over = false
  const isOver = () => over
  const first = await start(isOver)
  if (!first) throw new Error('Nothing was started')
  let child = first

  const restart = async (why: string) => {
    note(why)
    await child.stop()
    await sleep(pause)
    if (!over) child = (await start(isOver)) ?? child
    if (over) await child.kill()
  }
  const supervise = async (): Promise<string> => {
    let disturbed = disturbance()
    for (;;) {
      const event = await Promise.race([child.exited, disturbed])
      const why = typeof event === 'string' ? event : over ? undefined : await mend(event)
      if (over || why === undefined) return child.death()
      if (typeof event === 'string') disturbed = disturbance()
      await restart(why)
    }
  }
  const death = supervise()
  const end = async (how: 'stop' | 'kill') => {
    over = true
    await child[how]()
  }
  return {
    current: () => child,
    death: () => death,
    stop: () => end('stop'),
    kill: () => end('kill'),
  }
}
