import type { Account, Address } from 'viem'
import type { AccountOption, ContractsOption, PennypostClient } from '../chain/client.ts'
import { accountOf, contractsOf } from '../chain/client.ts'
import type { Contracts } from '../chain/contracts.ts'

/** What everything takes that may send more than one transaction. */
export type FlowOptions = AccountOption &
  ContractsOption & {
    maxFeePerGas?: bigint | undefined
    maxPriorityFeePerGas?: bigint | undefined
  }

/** The same, with what the client knows filled in. */
export type Flow = {
  account: Account
  contracts: Contracts
  maxFeePerGas?: bigint | undefined
  maxPriorityFeePerGas?: bigint | undefined
}

/**
 * Who sends to which contracts, asked once for all that follows.
 *
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 */
export async function flowOf(client: PennypostClient, options: FlowOptions): Promise<Flow> {
  const { maxFeePerGas, maxPriorityFeePerGas } = options
  const account = accountOf(client, options)
  const contracts = await contractsOf(client, options)
  return { account, contracts, maxFeePerGas, maxPriorityFeePerGas }
}

/** Whose token it is and who is to take it. */
export function tokenRoles(flow: Flow): { owner: Address; spender: Address } {
  return { owner: flow.account.address, spender: flow.contracts.PostOffice }
}
