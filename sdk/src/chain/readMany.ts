import { decodeFunctionResult, encodeFunctionData } from 'viem'
import { simulateContract } from 'viem/actions'
import { refusalOf } from '../errors/refusalOf.ts'
import type { PennypostClient } from './client.ts'
import { contractsOf } from './client.ts'
import type { ReadOptions, ViewCall } from './defineRead.ts'
import { postOffice } from './postOffice.ts'

/** So many answers are far below what nodes let a call use and return. */
const BATCH = 500

type PostOfficeView = ViewCall<'PostOffice'>

export type ReadManyParameters = ReadOptions & {
  functionName: PostOfficeView['functionName']
  /** Arguments of each time that it is asked. */
  args: readonly PostOfficeView['args'][]
}

/**
 * Asks the PostOffice one view many times, by its own `multicall`: one request for each 500.
 *
 * @returns What it answered each time, in order.
 */
export async function readMany(
  client: PennypostClient,
  parameters: ReadManyParameters,
): Promise<unknown[]> {
  const { functionName, args, blockNumber } = parameters
  const { abi } = postOffice
  const { PostOffice } = await contractsOf(client, parameters)
  const data = args.map((each) =>
    encodeFunctionData({ abi, functionName, args: each } as Parameters<
      typeof encodeFunctionData
    >[0]),
  )
  const answers: unknown[] = []
  for (let at = 0; at < data.length; at += BATCH) {
    try {
      const { result } = await simulateContract(client, {
        ...{ abi, address: PostOffice, functionName: 'multicall' },
        args: [data.slice(at, at + BATCH)],
        ...(blockNumber !== undefined && { blockNumber }),
      })
      answers.push(
        ...result.map((answer) => decodeFunctionResult({ abi, functionName, data: answer })),
      )
    } catch (error) {
      throw refusalOf(error, 'PostOffice') ?? error
    }
  }
  return answers
}
