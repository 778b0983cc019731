import type { WhenServedOptions } from '@pennypost/sdk'
import { ApiProblemError, whenServed as servedAtLast } from '@pennypost/sdk'
import { CliError } from './errors/CliError.ts'
import { explain } from './errors/explain.ts'
import { exitCodes } from './exitCodes.ts'
import type { Output } from './output.ts'
import { durationText } from './print/timeText.ts'

/** Seconds that a question waits in all: the API's limits are by the minute. */
const patienceSeconds = 300

type Teller = Pick<Output, 'note'>

/** Until when, in milliseconds, a wait was told of: several questions wait at a time. */
const toldUntil = new WeakMap<Teller, number>()

/**
 * Asks the API, and where it has had enough of this address or key for now, again after as long as it says: for what takes many questions,
 * which `PENNYPOST_API_KEY` makes quicker. Says so on stderr.
 *
 * @param wait - Lets time pass.
 * @throws {CliError} It wants to be left alone for more than five minutes in all.
 */
export function whenServed<answer>(
  context: { output: Teller },
  ask: () => Promise<answer>,
  wait?: WhenServedOptions['wait'],
): Promise<answer> {
  return tellingWaits(context, (onWait) => servedAtLast(ask, { onWait, patienceSeconds, wait }))
}

/**
 * Does work that waits for the API itself, and says so on stderr.
 *
 * @param work - Calls `onWait` before each wait with its seconds.
 * @throws {CliError} The API wants to be left alone for longer than the work waits.
 */
export async function tellingWaits<result>(
  { output }: { output: Teller },
  work: (onWait: (seconds: number) => void) => Promise<result>,
): Promise<result> {
  try {
    return await work((seconds) => tell(output, seconds))
  } catch (error) {
    const isLimit = error instanceof ApiProblemError && error.code === 'rate_limited'
    throw isLimit ? tooLong(error) : error
  }
}

function tell(output: Teller, seconds: number): void {
  const now = Date.now()
  if (now < (toldUntil.get(output) ?? 0)) return
  toldUntil.set(output, now + 1_000 * seconds)
  output.note(`The API has had enough for now. Asking again in ${durationText(seconds)}.`)
}

function tooLong(cause: ApiProblemError): CliError {
  const seconds = Math.max(1, Math.ceil(cause.retryAfterSeconds ?? 1))
  const { message } = explain(cause)
  return new CliError(
    `The API wants to be left alone for ${durationText(seconds)}, and is waited for ${durationText(patienceSeconds)} at most: ${message}`,
    { exitCode: exitCodes.unreachable, cause },
  )
}
