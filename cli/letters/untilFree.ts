import { setTimeout as sleep } from 'node:timers/promises'
import { PostageRefusedError } from '@pennypost/sdk'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'

/** Milliseconds that a relay may be behind the API. */
const patience = 15_000

const pause = 1_000

/**
 * Sends a letter that is free, as the API says, again while its relay still asks for postage: it may have seen less of the chain yet, such as a
 * consent that was just given.
 *
 * @throws {CliError} It goes on asking. Nothing was paid.
 */
export async function untilFree<answer>(
  send: () => Promise<answer>,
  onWait: (reason: 'free') => void,
): Promise<answer> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await send()
    } catch (error) {
      const { reason } = error as { reason?: unknown }
      if (!(error instanceof PostageRefusedError) || reason !== 'postage_required') throw error
      if (Date.now() > until) throw notFree(error)
    }
    onWait('free')
    await sleep(pause)
  }
}

function notFree(cause: unknown): CliError {
  return new CliError(
    'The API says that the letter is free, and the relay asks for postage. Nothing was paid. Name the most that you would pay with --max.',
    { exitCode: exitCodes.refused, cause },
  )
}
