export type TellerParameters = {
  /** Once it aborts, nothing more is told. */
  signal: AbortSignal
  /** Told of what a listener throws, or rejects with. */
  onError: (error: unknown) => void
}

/**
 * Tells listeners one thing after the other: what takes its time has come to its end before the next is told. Nobody waits for them, so
 * that one who is slow keeps no copy from going on; what is yet to be told waits in memory.
 *
 * @returns Tells a thing: at once, unless another is still being told.
 */
export function createTeller({
  signal,
  onError,
}: TellerParameters): (tell: () => void | Promise<void>) => void {
  const waiting: (() => void | Promise<void>)[] = []
  let isTelling = false

  async function tellAll(): Promise<void> {
    isTelling = true
    try {
      for (let tell = waiting.shift(); tell && !signal.aborted; tell = waiting.shift()) {
        try {
          const told = tell()
          if (told !== undefined) await told
        } catch (error) {
          onError(error)
        }
      }
    } finally {
      isTelling = false
    }
  }

  return (tell) => {
    waiting.push(tell)
    if (!isTelling) void tellAll()
  }
}
