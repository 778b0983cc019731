import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  Hash,
  Hex,
} from 'viem'
import { encodeFunctionData } from 'viem'
import { estimateContractGas, simulateContract, writeContract } from 'viem/actions'
import { refusalOf } from '../errors/refusalOf.ts'
import type { Abis } from './abis.ts'
import type { AccountOption, ContractsOption, PennypostClient } from './client.ts'
import { accountOf, chainIdOf } from './client.ts'
import type { ContractName, Contracts } from './contracts.ts'
import { contractsOn } from './contracts.ts'
import type { ContractWithAbi } from './contractWithAbi.ts'
import { noteUnclear } from './mayBeSent.ts'

/** A call as any wallet takes it: for `sendTransaction`, `sendCalls`, a multisig, or to look at. */
export type Call = { to: Address; data: Hex; value: bigint }

/** What every call takes beside its own parameters. */
export type WriteOptions = AccountOption &
  ContractsOption & {
    gas?: bigint | undefined
    maxFeePerGas?: bigint | undefined
    maxPriorityFeePerGas?: bigint | undefined
    nonce?: number | undefined
  }

type Mutability = 'nonpayable' | 'payable'

/** A function of a contract with its arguments. */
export type FunctionCall<name extends ContractName> = {
  [functionName in ContractFunctionName<Abis[name], Mutability>]: {
    functionName: functionName
    args: ContractFunctionArgs<Abis[name], Mutability, functionName>
    /** Native money sent along, in wei. */
    value?: bigint | undefined
  }
}[ContractFunctionName<Abis[name], Mutability>]

/** What the contract returns of a call. */
type Simulated<name extends ContractName, call extends FunctionCall<name>> =
  call['functionName'] extends ContractFunctionName<Abis[name], Mutability>
    ? ContractFunctionReturnType<Abis[name], Mutability, call['functionName']>
    : never

/** What is known of a call that was sent. */
export type Sent<parameters> = {
  hash: Hash
  parameters: parameters
  /** Who sent it. */
  account: Address
  chainId: number
  contracts: Contracts
}

type AnyCall = { functionName: string; args: readonly unknown[]; value?: bigint | undefined }

/** A function of a contract, to call in each of the ways that a caller may want. */
export type WriteAction<parameters, returned = Hash, simulated = unknown> = {
  /**
   * Asks the node what the call would do, then sends it, and does not wait for it to be mined.
   *
   * @returns Hash of the transaction, unless the action says more.
   * @throws {ContractRefusalError} The contract would refuse; nothing was sent or signed.
   * @throws {TokenRefusalError} Of PostOffice's: a token that is to move would refuse; nothing was sent or signed.
   * @throws {UnknownChainError} No addresses are known for the client's chain.
   * @throws {AccountRequiredError} Neither client nor parameters have an account.
   * @throws What viem throws: see `mayBeSent` for whether it was sent all the same.
   */
  (client: PennypostClient, parameters: parameters & WriteOptions): Promise<returned>
  /** The call itself, for whoever sends it otherwise: in a batch of a wallet, by a multisig, or not at all. */
  call(contracts: Contracts, parameters: parameters): Call
  /** Asks the node what the call would return, without sending it. @throws As the call. */
  simulate(client: PennypostClient, parameters: parameters & WriteOptions): Promise<simulated>
  /** Gas that the call would use now. @throws As the call. */
  estimateGas(client: PennypostClient, parameters: parameters & WriteOptions): Promise<bigint>
}

/** A function of a contract that takes nothing: as the others, but its parameters can be left out. */
export type BareWriteAction<simulated = unknown> = {
  /** As of every {@link WriteAction}. */
  (client: PennypostClient, parameters?: WriteOptions | undefined): Promise<Hash>
  /** The call itself. */
  call(contracts: Contracts, parameters?: object | undefined): Call
  /** Asks the node what the call would return, without sending it. */
  simulate(client: PennypostClient, parameters?: WriteOptions | undefined): Promise<simulated>
  /** Gas that the call would use now. */
  estimateGas(client: PennypostClient, parameters?: WriteOptions | undefined): Promise<bigint>
}

/**
 * Makes an action of a function of a contract.
 *
 * @param toCall - Makes the arguments of the parameters, and refuses what cannot be meant: it runs before anything is asked.
 * @param toResult - Makes what the caller gets of what was sent: its hash unless given.
 */
export function defineWrite<
  name extends ContractName,
  parameters,
  const call extends FunctionCall<name>,
  returned = Hash,
>(
  contract: ContractWithAbi<name>,
  toCall: (parameters: parameters) => call,
  toResult: (sent: Sent<parameters>) => returned = ({ hash }) => hash as never,
): WriteAction<parameters, returned, Simulated<name, call>> {
  const { name, abi }: { name: ContractName; abi: Abi } = contract

  async function prepared(
    client: PennypostClient,
    parameters: parameters & WriteOptions = {} as never,
  ) {
    const { gas, maxFeePerGas, maxPriorityFeePerGas, nonce } = parameters
    const account = accountOf(client, parameters)
    const { functionName, args, value } = toCall(parameters) as AnyCall
    const chainId = await chainIdOf(client)
    const contracts = parameters.contracts ?? contractsOn(chainId)
    const request = {
      ...{ abi, address: contracts[name], functionName, args },
      // Without a chain the client's node was asked which it is, and there is nothing to compare that with.
      ...{ account, chain: client.chain ?? null },
      ...(value !== undefined && { value }),
      ...(gas !== undefined && { gas }),
      ...(maxFeePerGas !== undefined && { maxFeePerGas }),
      ...(maxPriorityFeePerGas !== undefined && { maxPriorityFeePerGas }),
      ...(nonce !== undefined && { nonce }),
    }
    return { request: request as never, account: account.address, chainId, contracts }
  }

  async function write(client: PennypostClient, parameters: parameters & WriteOptions) {
    const { request, ...known } = await prepared(client, parameters)
    try {
      await simulateContract(client, request)
      const hash = await noteUnclear(writeContract(client, request))
      return toResult({ hash, parameters, ...known })
    } catch (error) {
      throw refusalOf(error, name) ?? error
    }
  }

  return Object.assign(write, {
    call(contracts: Contracts, parameters: parameters): Call {
      const { functionName, args, value } = toCall(parameters) as AnyCall
      const data = encodeFunctionData({ abi, functionName, args })
      return { to: contracts[name], data, value: value ?? 0n }
    },
    async simulate(client: PennypostClient, parameters: parameters & WriteOptions) {
      const { request } = await prepared(client, parameters)
      try {
        return (await simulateContract(client, request)).result as never
      } catch (error) {
        throw refusalOf(error, name) ?? error
      }
    },
    async estimateGas(client: PennypostClient, parameters: parameters & WriteOptions) {
      const { request } = await prepared(client, parameters)
      try {
        return await estimateContractGas(client, request)
      } catch (error) {
        throw refusalOf(error, name) ?? error
      }
    },
  })
}

/** As `defineWrite`, of a function that takes nothing. */
export function defineBareWrite<name extends ContractName, const call extends FunctionCall<name>>(
  contract: ContractWithAbi<name>,
  toCall: () => call,
): BareWriteAction<Simulated<name, call>> {
  // Safety: it makes parameters of its own where none are given.
  return defineWrite(contract, toCall) as BareWriteAction<Simulated<name, call>>
}
