import { SingleBar } from 'cli-progress'
import type { Output } from '../output.ts'

/** How far something long is. */
export type Bar = {
  /** @param done - How many of all. */
  update(done: number): void
  /** Takes the bar off the terminal: what comes next is written in its place. */
  stop(): void
}

const silent: Bar = { update: () => {}, stop: () => {} }

/** Shorter than this nobody has time to look. */
const fewest = 20

/**
 * Draws a bar on stderr while somebody watches it: not with --json or --quiet, nor where stderr is no terminal.
 *
 * @param label - What is being done: `Sealing letters`.
 */
export function createBar(
  { isLive, isQuiet, isJson }: Pick<Output, 'isLive' | 'isQuiet' | 'isJson'>,
  label: string,
  total: number,
): Bar {
  if (!isLive || isQuiet || isJson || total < fewest) return silent
  const bar = new SingleBar({
    format: `${label} [{bar}] {value}/{total} {eta_formatted}`,
    ...{ stream: process.stderr, clearOnComplete: true, barsize: 30, fps: 5 },
    // Who interrupts is told what was sent, in this process, and gets the terminal back as it was.
    gracefulExit: false,
  })
  const stop = () => {
    process.off('SIGINT', stop)
    bar.stop()
  }
  process.prependOnceListener('SIGINT', stop)
  bar.start(total, 0)
  return { update: (done) => bar.update(done), stop }
}
