/** Gathers what comes in quick succession into one call. */
export type Coalescer = {
  /** Something came. */
  call(): void
  /** Nothing more is to be called. */
  stop(): void
}

export type CreateCoalescerParameters = {
  run: () => void
  /** Milliseconds between what comes and the call, for more to come. */
  gatherMs: number
  /** Milliseconds between two calls, at least. */
  restMs: number
  now?: (() => number) | undefined
}

/**
 * Calls `run` once for all that came within `gatherMs`, and never twice within `restMs`. The last that came is always followed
 * by a call.
 */
export function createCoalescer(parameters: CreateCoalescerParameters): Coalescer {
  const { run, gatherMs, restMs, now = () => performance.now() } = parameters
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY
  return {
    call() {
      if (timer !== undefined) return
      const wait = Math.max(gatherMs, last + restMs - now())
      timer = setTimeout(() => {
        timer = undefined
        last = now()
        run()
      }, wait)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
