import { setTimeout as sleep } from 'node:timers/promises'
import { StackError } from './StackError.ts'

type PollOptions = {
  /** What is being waited for, as it should appear in `Gave up waiting for …`. */
  for: string
  /** Milliseconds after which to give up. */
  within: number
  /** Milliseconds between two tries; 50 unless told. */
  every?: number | undefined
}

/**
 * Tries until something is there.
 *
 * @param attempt - Gives what is waited for, or undefined or false while it is not there. May throw.
 * @throws {StackError} When it is not there in time, with the error of the last try as its cause.
 */
export async function poll<T>(
  attempt: () => Promise<T | undefined | false> | T | undefined | false,
  options: PollOptions,
): Promise<T> {
  const deadline = Date.now() + options.within
  let cause: unknown
  for (;;) {
    try {
      const value = await attempt()
      if (value !== undefined && value !== false) return value
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (Date.now() >= deadline) break
    await sleep(options.every ?? 50)
  }
  const seconds = Math.round(options.within / 1000)
  const reason = cause instanceof Error ? `: ${cause.message}` : ''
  throw new StackError(`Gave up waiting for ${options.for} after ${seconds} s${reason}`, { cause })
}
