import type { GetInboxReturnType } from '@pennypost/sdk'
import { getInbox } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'

/** What the chain holds of an inbox. @throws {CliError} It is not registered. */
export async function registered(
  context: Context,
  inboxId: Hex,
): Promise<NonNullable<GetInboxReturnType>> {
  const { client, contracts, id } = await context.chain()
  const inbox = await getInbox(client, { inboxId, contracts })
  if (inbox) return inbox
  throw new CliError(`Inbox ${inboxId} is not registered on chain ${id}.`)
}
