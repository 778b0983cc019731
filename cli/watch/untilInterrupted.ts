/**
 * Does something that goes on until Ctrl-C, with a signal that aborts then. Of a command it is else the end, told as an error; of this it
 * is how it ends when all is well.
 */
export async function untilInterrupted<result>(
  work: (signal: AbortSignal) => Promise<result>,
): Promise<result> {
  const interrupted = new AbortController()
  const usual = process.listeners('SIGINT')
  const stop = () => interrupted.abort()
  process.removeAllListeners('SIGINT')
  process.once('SIGINT', stop)
  try {
    return await work(interrupted.signal)
  } finally {
    process.off('SIGINT', stop)
    for (const listener of usual) process.on('SIGINT', listener)
  }
}
