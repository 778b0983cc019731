import type { Mailing } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { mailingOfId } from '../answers/mailingOfId.ts'
import type { Context } from '../context.ts'
import { isId, parseId } from '../parse/parseId.ts'
import { readMailingHead } from './readMailingFile.ts'

/**
 * The mailing of a file, or of an id, which the API is asked for.
 *
 * @throws {CliError} The file is none of a mailing, or the API gives another one.
 */
export async function chosenMailing(
  context: Context,
  name: string,
): Promise<{ mailingId: Hex; mailing: Mailing }> {
  if (isId(name)) return await mailingOfId(context, parseId(name))
  return await readMailingHead(name, await context.chain())
}
