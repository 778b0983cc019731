export type Clock = {
  /** Now, in whole Unix seconds. */
  now(): number
  /** Tells of a block's time: it is never before that any more. */
  atLeast(seconds: number): void
  /** Is told each second, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

/** A clock of Unix seconds: the wall clock, or the newest block's time where that is ahead. One timer for all who listen. */
export function createClock(): Clock {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  let floor = 0
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    now: () => Math.max(Math.floor(Date.now() / 1000), floor),
    atLeast(seconds) {
      if (seconds <= floor) return
      floor = seconds
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(tell, 1000)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
