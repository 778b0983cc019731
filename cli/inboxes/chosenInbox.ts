import { getInboxOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { isAccount } from '../parse/parseId.ts'
import type { InboxOption } from './inboxOption.ts'

/**
 * The inbox that is meant: the one that `--inbox` names, else that of the account.
 *
 * @throws {CliError} The account is a wallet of none.
 */
export async function chosenInbox(context: Context, { inbox }: InboxOption): Promise<Hex> {
  if (inbox) return inbox
  return await inboxOfWallet(context, await context.address())
}

/** The inbox that is named by its id or one of its wallets; without a name that of the account. */
export async function namedInbox(context: Context, name: Hex | undefined): Promise<Hex> {
  if (name === undefined) return await chosenInbox(context, {})
  return isAccount(name) ? await inboxOfWallet(context, name) : name
}

async function inboxOfWallet(context: Context, wallet: Address): Promise<Hex> {
  const { client, contracts, id } = await context.chain()
  const inboxId = await getInboxOf(client, { wallet, contracts })
  if (inboxId) return inboxId
  throw new CliError(
    `${wallet} is a wallet of no inbox on chain ${id}. Register one by pennypost inbox register, or name one with --inbox.`,
  )
}
