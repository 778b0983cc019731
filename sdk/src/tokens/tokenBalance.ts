import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { TokenBalanceTooLowError } from '../errors/TokenBalanceTooLowError.ts'
import { tokenAbi as abi } from './tokenAbi.ts'

export type TokenBalanceParameters = { token: Address; owner: Address }

/** What an account has of an ERC-20 token, in its smallest unit. */
export async function tokenBalance(
  client: PennypostClient,
  { token, owner }: TokenBalanceParameters,
): Promise<bigint> {
  return await readContract(client, {
    ...{ abi, address: token },
    ...{ functionName: 'balanceOf', args: [owner] },
  })
}

/**
 * Refuses to go on where an account has less of a token than it is to pay.
 *
 * @throws {TokenBalanceTooLowError}
 */
export async function checkTokenBalance(
  client: PennypostClient,
  { needed, ...whose }: TokenBalanceParameters & { needed: bigint },
): Promise<void> {
  const balance = await tokenBalance(client, whose)
  if (balance < needed) throw new TokenBalanceTooLowError({ ...whose, balance, needed })
}
