import type { Abi, Address } from 'viem'
import { BaseError } from 'viem'
import { readContract } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { isOutage } from '../chain/isOutage.ts'

export type OptionalReadParameters = {
  address: Address
  abi: Abi
  functionName: string
  args?: readonly unknown[] | undefined
}

/** What a view answers; undefined where the contract has none of that name, or answers something else. */
export async function optionalRead(
  client: PennypostClient,
  { args = [], ...view }: OptionalReadParameters,
): Promise<unknown> {
  try {
    return await readContract(client, { ...view, args })
  } catch (error) {
    if (error instanceof BaseError && !isOutage(error)) return undefined
    throw error
  }
}
