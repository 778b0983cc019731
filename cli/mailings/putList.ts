import { ApiProblemError } from '@pennypost/sdk'
import type { MailingFile } from '@pennypost/sdk/mailings'
import { mailingLeafBytes, mailingLeaves } from '@pennypost/sdk/mailings'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { whenServed } from '../whenServed.ts'
import { countedBlob } from './countedBlob.ts'
import { createBar } from './createBar.ts'

/**
 * Brings the list of a mailing to the API, which keeps it if it is that of the root on chain: whole, or not at all.
 *
 * @returns Whether it was not there before.
 * @throws {CliError} The API does not take it, or does not answer.
 */
export async function putList(
  context: Context,
  { mailingId, mailing, letters }: MailingFile,
): Promise<boolean> {
  const api = await context.api()
  const bytes = mailingLeaves(letters)
  const bar = createBar(context.output, 'Publishing the list', letters.length)
  const onRead = (read: number) => bar.update(Math.floor(read / mailingLeafBytes))
  try {
    const { root, isNew } = await whenServed(context, () =>
      api.putMailingLeaves({ mailingId, leaves: countedBlob(bytes, onRead) }),
    )
    if (root === mailing.root) return isNew
  } catch (cause) {
    const { message, exitCode } = explain(cause)
    const isBusy = cause instanceof ApiProblemError && cause.code === 'upload_in_progress'
    throw new CliError(
      `${message.replace(/\.?$/, '.')} The API keeps a list whole or not at all: the same command brings it again.`,
      { exitCode: isBusy ? exitCodes.unreachable : exitCode, cause },
    )
  } finally {
    bar.stop()
  }
  throw new CliError(`The API says to have kept the list of another root than ${mailing.root}.`, {
    exitCode: exitCodes.untrusted,
  })
}
