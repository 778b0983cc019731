import { getInboxOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { registered } from '../inboxes/registered.ts'
import { isAccount } from '../parse/parseId.ts'

/**
 * The inbox that somebody is written to, by its id or one of its wallets.
 *
 * @throws {CliError} There is none.
 */
export async function recipientInbox(context: Context, recipient: Hex): Promise<Hex> {
  if (!isAccount(recipient)) {
    await registered(context, recipient)
    return recipient
  }
  const { client, contracts, id } = await context.chain()
  const inboxId = await getInboxOf(client, { wallet: recipient, contracts })
  if (inboxId) return inboxId
  throw new CliError(
    `${recipient} is a wallet of no inbox on chain ${id}, and so cannot be written to.`,
  )
}
