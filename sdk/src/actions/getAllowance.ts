import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import { tokenIdOf } from '../chain/tokenIdOf.ts'

export type GetAllowanceParameters = {
  owner: Address
  spender: Address
  /** 0x0…0 is the native token. */
  token: Address
}

/**
 * How much of an owner's balance in the PostOffice a spender may use, in the token's smallest unit. An operator may use all, whatever this is.
 *
 * Source: `PostOffice.allowance` (ERC-6909). Not the allowance that a token has for the PostOffice.
 *
 * @example
 * const allowance = await getAllowance(client, { owner, spender, token })
 */
export const getAllowance = defineRead(
  postOffice,
  ({ owner, spender, token }: GetAllowanceParameters) => ({
    functionName: 'allowance',
    args: [owner, spender, tokenIdOf(token)],
  }),
  (allowance: bigint) => allowance,
)
