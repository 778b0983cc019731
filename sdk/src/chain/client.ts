import type { Account, Address, Chain, Client, Transport } from 'viem'
import { parseAccount } from 'viem/accounts'
import { getChainId } from 'viem/actions'
import { AccountRequiredError } from '../errors/AccountRequiredError.ts'
import type { Contracts } from './contracts.ts'
import { contractsOn } from './contracts.ts'

/** Any client of viem: reading needs no account, and without a chain its node is asked which it is. */
export type PennypostClient = Client<Transport, Chain | undefined, Account | undefined>

/** Whom to ask or pay, where not the deployment that this version knows of the chain. */
export type ContractsOption = {
  /** Addresses of a deployment that you trust: money goes there. */
  contracts?: Contracts | undefined
}

/** Who acts. */
export type AccountOption = {
  /** Who sends or signs; else the client's. */
  account?: Account | Address | undefined
}

/** Id of the chain that a client speaks to. */
export async function chainIdOf(client: PennypostClient): Promise<number> {
  return client.chain?.id ?? (await getChainId(client))
}

/**
 * Where the contracts lie that a client speaks to.
 *
 * @throws {UnknownChainError} Nothing is known of its chain, and none were given.
 */
export async function contractsOf(
  client: PennypostClient,
  { contracts }: ContractsOption,
): Promise<Contracts> {
  return contracts ?? contractsOn(await chainIdOf(client))
}

/** Who sends or signs. @throws {AccountRequiredError} */
export function accountOf(client: PennypostClient, { account }: AccountOption): Account {
  const chosen = account ?? client.account
  if (!chosen) throw new AccountRequiredError()
  return parseAccount(chosen)
}
