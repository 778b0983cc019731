import { getMailing } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { mailingOfId } from './mailingOfId.ts'
import type { Mail } from './mailOfFile.ts'

/** Which of some ids are those of mailings, as the chain has it, and the whole of these, as the API has it. */
export async function mailingsOfIds(
  context: Context,
  ids: readonly Hex[],
): Promise<readonly Mail[]> {
  const { client, contracts } = await context.chain()
  const found: Mail[] = []
  for (const id of ids) {
    const { status } = await getMailing(client, { mailingId: id, contracts })
    if (status === 'none') continue
    const { mailingId, mailing } = await mailingOfId(context, id)
    found.push({ mailingId, mailing, claims: [] })
  }
  return found
}
