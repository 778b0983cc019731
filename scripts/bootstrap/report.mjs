/** Ends the bootstrap with a message for the person at the keyboard instead of a stack trace. */
export class BootstrapError extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message)
    this.name = 'BootstrapError'
    this.exitCode = exitCode
    /** Whether a signal ended it: then there is nothing to explain and nothing to go on with. */
    this.interrupted = exitCode > 128
  }
}

/**
 * The end of npm's output, where it says what went wrong.
 *
 * @param {string} text
 */
export function tail(text) {
  const lines = text.split('\n').filter((line) => line.trim() && !/^npm warn/i.test(line))
  return lines.slice(-25).join('\n')
}

/**
 * Says on one line of stderr what takes so long and, on a terminal, for how many seconds it has.
 *
 * @param {string} text - What is being done.
 * @returns {(end: string) => void} To be called with how it ended.
 */
export function progress(text) {
  const start = Date.now()
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`
  const live = process.stderr.isTTY
  process.stderr.write(live ? `${text} …` : `${text} …\n`)
  const tick = () => process.stderr.write(`\r${text} … ${seconds()} `)
  const timer = live ? setInterval(tick, 1000) : undefined
  return (end) => {
    clearInterval(timer)
    process.stderr.write(live ? `\r${text} … ${end}, ${seconds()}\n` : `${end}, ${seconds()}\n`)
  }
}
