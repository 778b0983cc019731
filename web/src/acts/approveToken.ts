import type { Call, Contracts, ContractsOption, PennypostClient } from '@pennypost/sdk'
import type { Address, Hash } from 'viem'
import { encodeFunctionData, erc20Abi } from 'viem'
import { simulateContract, writeContract } from 'viem/actions'

type Parameters = {
  token: Address
  /** In the token's smallest unit: exactly this may be taken, and no more. */
  amount: bigint
}

/** Lets the PostOffice take an amount of a token, for a deposit in the same batch. `fund` of the SDK does both by itself. */
export async function approveToken(
  client: PennypostClient,
  { contracts, ...parameters }: Parameters & ContractsOption,
): Promise<Hash> {
  return await writeContract(client, {
    ...requestOf(spenderOf(contracts), parameters),
    account: client.account ?? null,
    chain: client.chain ?? null,
  })
}

/** As a wallet's batch takes it. */
approveToken.call = ({ PostOffice }: Contracts, parameters: Parameters): Call => {
  const { address, abi, functionName, args } = requestOf(PostOffice, parameters)
  return { to: address, data: encodeFunctionData({ abi, functionName, args }), value: 0n }
}

/** Asks the node what it would do. */
approveToken.simulate = async (
  client: PennypostClient,
  { contracts, ...parameters }: Parameters & ContractsOption,
): Promise<unknown> =>
  await simulateContract(client, {
    ...requestOf(spenderOf(contracts), parameters),
    account: client.account,
  } as never)

function requestOf(spender: Address, { token, amount }: Parameters) {
  return {
    ...{ address: token, abi: erc20Abi, functionName: 'approve' as const },
    args: [spender, amount] as const,
  }
}

function spenderOf(contracts: { PostOffice: Address } | undefined): Address {
  if (!contracts) throw new Error('An approval needs to know the PostOffice.')
  return contracts.PostOffice
}
