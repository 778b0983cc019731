import { ApiProblemError } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'
import { feedStore } from './feedStore.ts'

/** Milliseconds between two questions where the feed brings no news. */
const fallbackMs = 10_000

/**
 * In how many milliseconds an answer is to be asked for again, without news: never while the feed is live, and not
 * before the API wants it.
 */
export function askAgain(chain: Caip2, error: unknown): number | false {
  const after = waitOf(error)
  if (after !== undefined) return Math.max(after, fallbackMs)
  if (feedStore.get(chain).state !== 'live') return fallbackMs
  return mayPass(error) ? fallbackMs : false
}

/** Milliseconds that the API wants to be left alone; undefined: it does not say. */
export function waitOf(error: unknown): number | undefined {
  const seconds = error instanceof ApiProblemError ? error.retryAfterSeconds : undefined
  return seconds === undefined ? undefined : Math.min(seconds * 1_000, 3_600_000)
}

/** Whether the same question may be answered later; what is not found comes with the feed. */
function mayPass(error: unknown): boolean {
  if (error === null || error === undefined) return false
  return !(error instanceof ApiProblemError) || error.status >= 500 || error.status === 429
}
