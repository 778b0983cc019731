import type { Caip2 } from '../../protocol/caip2.ts'
import { ApiError } from '../problem.ts'

/** Milliseconds after which Postgres gives a statement up. Reorgs lock tables; nobody waits longer for them. */
export const statementTimeout = 2_000

/** What {@link withDeadline} throws. */
class Silence extends Error {
  readonly code = 'ETIMEDOUT'
}

/** Whether the server said nothing at all, so that its connection is of no use any more. */
export function isSilence(error: unknown): boolean {
  return error instanceof Silence
}

/** Gives up on a server that accepts a statement and then says nothing, not even that it took too long. */
export async function withDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Silence('No answer from Postgres'))
    }, statementTimeout + 1_000)
  })
  try {
    return await Promise.race([answer, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Postgres error codes of views that are not there: no table, no schema, no column. */
const missing = new Set(['42P01', '3F000', '42703'])

/** Of a server that lets this process in no more: bad credentials, no such database, no right to read. */
const refused = /^(28|3D000|42501)/

/** Of a server that is going, coming or full: SQLSTATE classes and the client's own codes. */
const unavailable =
  /^(08|53|57P|58)|^(CONNECT|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/

const cancelled = '57014'

/** Of a standby that gave a statement or its connection up for what it has to replay, and of deadlocks. */
const conflicts = new Set(['40001', '40P01'])

/**
 * Whether a statement lost against another that had to go first, so that the same may well work now.
 *
 * @param elapsed - Milliseconds since it was handed over. A cancellation after less than the time limit is not due to that.
 */
export function isConflict(error: unknown, elapsed: number): boolean {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return false
  return conflicts.has(code) || (code === cancelled && elapsed < statementTimeout)
}

/** Whether an error of `explainDatabaseError` is of a statement that ran, and took longer than it may. */
export function isOutOfTime(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } }
  return cause?.code === cancelled || isSilence(cause)
}

/**
 * What an error of the client means to whoever asked.
 *
 * @param caip2 - The chain whose views were read; undefined where no chain's were.
 * @returns An `ApiError`: `database_unavailable`, or `index_stale` where the chain's views are not there; else the error as it was.
 */
export function explainDatabaseError(error: unknown, caip2?: Caip2): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return error
  if (caip2 !== undefined && missing.has(code)) {
    const because = "the indexer's tables are not there"
    return new ApiError('index_stale', { chain: caip2, because }, { cause: error })
  }
  const because = findCause(code)
  return because ? new ApiError('database_unavailable', { because }, { cause: error }) : error
}

function findCause(code: string): string | undefined {
  if (code === cancelled) return `it took longer than ${statementTimeout} ms`
  if (conflicts.has(code)) return 'it gave the statement up for another that had to go first'
  if (refused.test(code)) return 'it refuses access'
  return unavailable.test(code) ? 'it cannot be reached' : undefined
}
