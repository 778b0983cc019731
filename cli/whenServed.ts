import { setTimeout as sleep } from 'node:timers/promises'
import { ApiProblemError } from '@pennypost/sdk'
import { CliError } from './errors/CliError.ts'
import { explain } from './errors/explain.ts'
import { exitCodes } from './exitCodes.ts'
import type { Output } from './output.ts'
import { durationText } from './print/timeText.ts'

/** Seconds that a question waits in all: the API's limits are by the minute. */
const patience = 300

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
export async function whenServed<answer>(
  { output }: { output: Teller },
  ask: () => Promise<answer>,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<answer> {
  let waited = 0
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isLimit = error instanceof ApiProblemError && error.code === 'rate_limited'
      if (!isLimit) throw error
      const seconds = Math.max(1, Math.ceil(error.retryAfterSeconds ?? 1))
      waited += seconds
      if (waited > patience) throw tooLong(error, seconds)
      tell(output, seconds)
      await wait(1_000 * seconds)
    }
  }
}

function tell(output: Teller, seconds: number): void {
  const now = Date.now()
  if (now < (toldUntil.get(output) ?? 0)) return
  toldUntil.set(output, now + 1_000 * seconds)
  output.note(`The API has had enough for now. Asking again in ${durationText(seconds)}.`)
}

function tooLong(cause: ApiProblemError, seconds: number): CliError {
  const { message } = explain(cause)
  return new CliError(
    `The API wants to be left alone for ${durationText(seconds)}, and is waited for ${durationText(patience)} at most: ${message}`,
    { exitCode: exitCodes.unreachable, cause },
  )
}
