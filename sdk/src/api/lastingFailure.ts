import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiProblemError } from '../errors/ApiProblemError.ts'
import { ApiUnreachableError } from '../errors/ApiUnreachableError.ts'
import { CursorExpiredError } from '../errors/CursorExpiredError.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { LongLineError } from './readLines.ts'

/**
 * What to throw where the feed's stream broke and trying again would not help; undefined: it may be over by then.
 *
 * @param from - Id of the last entry that is known.
 */
export function lastingFailure(url: string, failure: unknown, from: string | undefined): unknown {
  if (failure instanceof ApiProblemError && failure.code === 'cursor_expired')
    return new CursorExpiredError(from, snapshotUrlOf(url, failure), failure)
  if (failure instanceof LongLineError)
    return new ApiAnswerError('getEvents', failure.message, { cause: failure })
  return mayPass(failure) ? undefined : failure
}

/** Whether it may be over when one tries again. */
function mayPass(failure: unknown): boolean {
  if (failure instanceof ApiProblemError || failure instanceof ApiAnswerError) {
    const { status = 0 } = failure
    return status >= 500 || status === 408 || status === 429
  }
  // What else breaks is the connection.
  return failure instanceof ApiUnreachableError || !(failure instanceof PennypostError)
}

function snapshotUrlOf(url: string, { snapshot = '/v1/snapshot' }: ApiProblemError): string {
  return snapshot.startsWith('/') ? `${url}${snapshot}` : snapshot
}
