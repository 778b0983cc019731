import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { isId, parseId } from '../parse/parseId.ts'
import type { Mail } from './mailOfFile.ts'
import { mailOfFile } from './mailOfFile.ts'
import { publishedMail } from './publishedMail.ts'

/**
 * Letters of mailings as `--mail` names them: by a file that has their proofs, or by the id of a mailing whose list is published.
 *
 * @param inboxOf - Whose letters are meant where only the mailing is named. May throw.
 * @throws {CliError} There are none.
 */
export async function mailNamed(
  context: Context,
  name: string,
  inboxOf: () => Hex,
): Promise<readonly Mail[]> {
  if (!isId(name)) return await mailOfFile(context, name)
  return [await publishedMail(context, parseId(name), inboxOf())]
}
