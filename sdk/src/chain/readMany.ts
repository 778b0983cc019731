import type { Abi, ContractFunctionArgs, ContractFunctionReturnType, Hex } from 'viem'
import { decodeFunctionResult, encodeFunctionData } from 'viem'
import { simulateContract } from 'viem/actions'
import { refusalOf } from '../errors/refusalOf.ts'
import type { Abis } from './abis.ts'
import type { PennypostClient } from './client.ts'
import { contractsOf } from './client.ts'
import type { ContractName } from './contracts.ts'
import type { ContractWithAbi } from './contractWithAbi.ts'
import type { Mutability, ReadOptions, ViewName } from './defineRead.ts'

/** So many answers are far below what nodes let a call use and return. */
const BATCH = 500

export type ReadManyParameters<
  name extends ContractName,
  functionName extends ViewName<name>,
> = ReadOptions & {
  /** Whom to ask: `inboxRegistry`, `relayRegistry` or `postOffice`. */
  contract: ContractWithAbi<name>
  /** Of a view, as in the contract. */
  functionName: functionName
  /** Arguments of each time that it is asked. */
  args: readonly ContractFunctionArgs<Abis[name], Mutability, functionName>[]
  /** Called with how many were answered so far, after each request. */
  onProgress?: ((answered: number) => void) | undefined
}

/** What a view answers, as viem decodes it. */
type Answer<
  name extends ContractName,
  functionName extends ViewName<name>,
> = ContractFunctionReturnType<Abis[name], Mutability, functionName>

/**
 * Asks a contract one view many times, by its own `multicall`: one request for each 500.
 *
 * @returns What it answered each time, in order.
 * @throws {ContractRefusalError} The view refuses one of them.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 *
 * @example
 * const args = wallets.map((wallet) => [wallet] as const)
 * const inboxIds = await readMany(client, { contract: inboxRegistry, functionName: 'inboxOf', args })
 */
export async function readMany<name extends ContractName, functionName extends ViewName<name>>(
  client: PennypostClient,
  parameters: ReadManyParameters<name, functionName>,
): Promise<Answer<name, functionName>[]> {
  const { args, blockNumber, onProgress } = parameters
  const { name, abi }: { name: ContractName; abi: Abi } = parameters.contract
  const functionName: string = parameters.functionName
  const address = (await contractsOf(client, parameters))[name]
  const data = args.map((each) =>
    encodeFunctionData({ abi, functionName, args: each as readonly unknown[] }),
  )
  const answers: unknown[] = []
  for (let at = 0; at < data.length; at += BATCH) {
    try {
      const { result } = await simulateContract(client, {
        ...{ abi, address, functionName: 'multicall' },
        args: [data.slice(at, at + BATCH)],
        ...(blockNumber !== undefined && { blockNumber }),
      })
      for (const answer of result as readonly Hex[])
        answers.push(decodeFunctionResult({ abi, functionName, data: answer }))
    } catch (error) {
      throw refusalOf(error, name) ?? error
    }
    onProgress?.(answers.length)
  }
  // Safety: they are decoded by the very ABI that the type is made of.
  return answers as Answer<name, functionName>[]
}
