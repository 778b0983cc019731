import { spawnSync } from 'node:child_process'
import { runAutocannon } from './autocannon.ts'
import { runWrk } from './wrk.ts'

export type Load = {
  url: string
  /** Bodies to post, one after the other and again from the first; each a JSON text. */
  bodies: readonly string[]
  connections: number
  seconds: number
}

export type LoadResult = {
  /** Answers a second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** The load generator that {@link runPeak} takes on this machine: wrk, in C, costs a tenth of what autocannon does. */
export const generator = spawnSync('wrk', ['-v']).error ? 'autocannon' : 'wrk'

/**
 * Keeps a number of connections busy, each with one request at a time, and counts the answers.
 *
 * @throws {Error} An answer was not of status 200.
 */
export function runPeak(load: Load): Promise<LoadResult> {
  return generator === 'wrk' ? runWrk(load) : runAutocannon(load)
}
