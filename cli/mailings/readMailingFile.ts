import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { MailingFile, MailingHead } from '@pennypost/sdk/mailings'
import { MailingFileError, readMailingHead as readHead, readMailing } from '@pennypost/sdk/mailings'
import type { ConnectedChain } from '../chain/connect.ts'
import { CliError } from '../errors/CliError.ts'
import { printable } from '../print/printable.ts'

type Here = Pick<ConnectedChain, 'contracts' | 'id'>

/**
 * A mailing from its file, for the node's chain.
 *
 * @throws {CliError} It is another file, of another chain or deployment, or was changed.
 */
export function readMailingFile(file: string, here: Here): Promise<MailingFile> {
  return namingFile(file, () => readMailing({ lines: linesOf(file), ...deploymentOf(here) }))
}

/** The same without the letters, where only the mailing itself is of interest. */
export function readMailingHead(file: string, here: Here): Promise<MailingHead> {
  return namingFile(file, () => readHead({ lines: linesOf(file), ...deploymentOf(here) }))
}

/** Does work on the file of a mailing, and says of what is wrong with it in which file that is. */
export async function namingFile<result>(
  file: string,
  work: () => Promise<result>,
): Promise<result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof MailingFileError)) throw error
    const { reason, fault } = error
    const sentence =
      reason === 'not_a_mailing'
        ? 'is no file of a mailing: pennypost mailing open writes one.'
        : reason === 'other_version'
          ? 'is of a form that this version of pennypost does not know.'
          : printable(fault)
    throw new CliError(`${file} ${sentence}`, { cause: error })
  }
}

function deploymentOf({ id, contracts }: Here) {
  return { chainId: id, postOffice: contracts.PostOffice }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file)
  // Errors of the stream are not passed on by the reader.
  const failed = new Promise<never>((_, reject) => input.once('error', reject))
  failed.catch(() => {})
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]()
  try {
    for (;;) {
      const { done, value } = await Promise.race([lines.next(), failed])
      if (done) return
      yield value
    }
  } finally {
    input.destroy()
  }
}
