import type { Abi, ContractFunctionArgs, ContractFunctionName } from 'viem'
import { readContract } from 'viem/actions'
import { refusalOf } from '../errors/refusalOf.ts'
import type { Abis } from './abis.ts'
import type { ContractsOption, PennypostClient } from './client.ts'
import { contractsOf } from './client.ts'
import type { ContractName } from './contracts.ts'
import type { ContractWithAbi } from './contractWithAbi.ts'

/** At which block to ask; at the newest unless told. */
export type ReadOptions = ContractsOption & { blockNumber?: bigint | undefined }

/** What a function that changes nothing is called in an ABI. */
export type Mutability = 'pure' | 'view'

/** Names of a contract's views. */
export type ViewName<name extends ContractName> = ContractFunctionName<Abis[name], Mutability>

/** A view of a contract with its arguments. */
export type ViewCall<name extends ContractName> = {
  [functionName in ViewName<name>]: {
    functionName: functionName
    args: ContractFunctionArgs<Abis[name], Mutability, functionName>
  }
}[ViewName<name>]

/** A view of a contract. */
export type ReadAction<parameters, returned> = (
  client: PennypostClient,
  parameters: parameters & ReadOptions,
) => Promise<returned>

/** A view of a contract that takes nothing. */
export type BareReadAction<returned> = (
  client: PennypostClient,
  parameters?: ReadOptions | undefined,
) => Promise<returned>

/**
 * Makes an action of a view of a contract.
 *
 * @param toResult - Makes what the caller gets of what the contract returned.
 */
export function defineRead<
  name extends ContractName,
  parameters,
  const call extends ViewCall<name>,
  returned,
>(
  contract: ContractWithAbi<name>,
  toCall: (parameters: parameters) => call,
  toResult: (result: never) => returned,
): ReadAction<parameters, returned> {
  const { name, abi }: { name: ContractName; abi: Abi } = contract
  return async (client, parameters = {} as never) => {
    const contracts = await contractsOf(client, parameters)
    const { functionName, args } = toCall(parameters) as ViewCall<ContractName>
    const { blockNumber } = parameters
    try {
      const result = await readContract(client, {
        ...{ abi, address: contracts[name], functionName, args: args as readonly unknown[] },
        ...(blockNumber !== undefined && { blockNumber }),
      })
      return toResult(result as never)
    } catch (error) {
      throw refusalOf(error, name) ?? error
    }
  }
}

/** As `defineRead`, of a view that takes nothing. */
export function defineBareRead<
  name extends ContractName,
  const call extends ViewCall<name>,
  returned,
>(
  contract: ContractWithAbi<name>,
  toCall: () => call,
  toResult: (result: never) => returned,
): BareReadAction<returned> {
  // Safety: it makes parameters of its own where none are given.
  return defineRead(contract, toCall, toResult) as BareReadAction<returned>
}
