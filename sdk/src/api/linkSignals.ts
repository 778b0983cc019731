/** A signal that others abort, until it is let go of. */
export type LinkedSignal = {
  signal: AbortSignal
  /** Forgets the others, which may live for as long as the process. */
  unlink: () => void
}

/** Makes one signal of several, any of which may be left out. */
export function linkSignals(...signals: (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController()
  const links = signals
    .filter((signal) => signal !== undefined)
    .map((signal) => {
      const abort = () => controller.abort(signal.reason)
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
      return () => signal.removeEventListener('abort', abort)
    })
  return {
    signal: controller.signal,
    unlink() {
      for (const end of links) end()
    },
  }
}
