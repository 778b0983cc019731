import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { tokenAbi as abi } from './tokenAbi.ts'

export type TokenAllowanceParameters = {
  token: Address
  owner: Address
  spender: Address
  blockNumber?: bigint | undefined
}

/** How much of an owner's ERC-20 tokens a spender may take, in the token's smallest unit. */
export async function tokenAllowance(
  client: PennypostClient,
  { token, owner, spender, blockNumber }: TokenAllowanceParameters,
): Promise<bigint> {
  return await readContract(client, {
    ...{ abi, address: token },
    ...{ functionName: 'allowance', args: [owner, spender] },
    ...(blockNumber !== undefined && { blockNumber }),
  })
}
