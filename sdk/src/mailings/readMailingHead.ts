import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { toCaip2 } from '../../../protocol/caip2.ts'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { documentFields, documentOf } from './documentFields.ts'
import { MailingFileError } from './MailingFileError.ts'
import type { MailingHead } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

export type ReadMailingParameters = {
  /** Of the file, without line breaks; those that are empty are passed over. */
  lines: Iterable<string> | AsyncIterable<string>
  /** That the mailing has to be of. */
  chainId: number
  /** That the mailing has to be of. */
  postOffice: Address
}

/**
 * What the first line of a mailing's file says: the mailing itself. The rest is not read.
 *
 * @returns The mailing, of which `mailingId` is the id on this chain.
 * @throws {MailingFileError} It is another file, of another chain or deployment, damaged, or was changed.
 *
 * @example
 * const { mailingId, mailing } = await readMailingHead({ lines, chainId: 31337, postOffice: contracts.PostOffice })
 */
export async function readMailingHead({
  lines,
  ...deployment
}: ReadMailingParameters): Promise<MailingHead> {
  for await (const line of lines) if (line.trim() !== '') return headOf(line, deployment)
  throw notOne()
}

/** What a first line says. @throws {MailingFileError} As {@link readMailingHead}. */
export function headOf(
  line: string,
  { chainId, postOffice: expected }: Omit<ReadMailingParameters, 'lines'>,
): MailingHead {
  const document = documentOf(line)
  if (document?.pennypost !== headMark.pennypost) throw notOne()
  if (document.version !== headMark.version)
    throw new MailingFileError('other_version', 'is of a form that is not known here.')
  const { address, word } = documentFields(document, 'the mailing')
  const postOffice = address('postOffice')
  const chain = toCaip2(chainId)
  if (document.chain !== chain || !isAddressEqual(postOffice, expected)) {
    // Whoever wrote it may have written anything there.
    const found = `PostOffice ${postOffice} on ${String(document.chain).slice(0, 40)}`
    throw new MailingFileError(
      'other_deployment',
      `is of ${found}, and this is ${expected} on ${chain}.`,
    )
  }
  const mailingId = word('mailingId')
  const mailing = toMailing(document.mailing)
  if (mailingIdOf({ chainId, postOffice, mailing }) !== mailingId)
    throw new MailingFileError('changed', `was changed: it is not of mailing ${mailingId}.`)
  const uri = typeof document.uri === 'string' ? document.uri : ''
  return { chain, postOffice, mailingId, mailing, uri }
}

function toMailing(json: unknown): Mailing {
  const { address, word, amount, count } = documentFields(json, 'the mailing')
  return {
    ...{ sender: address('sender'), relay: address('relay'), token: address('token') },
    ...{ root: word('root'), carriage: amount('carriage'), stake: amount('stake') },
    ...{ count: count('count', 2 ** 32), expiresAt: count('expiresAt', 2 ** 40) },
  }
}

/** That a file does not begin as that of a mailing does. */
export function notOne(): MailingFileError {
  return new MailingFileError('not_a_mailing', 'is no file of a mailing.')
}
