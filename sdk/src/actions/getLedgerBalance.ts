import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import { tokenIdOf } from '../chain/tokenIdOf.ts'

export type GetLedgerBalanceParameters = {
  owner: Address
  /** 0x0…0 is the native token. */
  token: Address
}

/**
 * What an account has in the PostOffice, in the token's smallest unit. Postage in escrow is nobody's balance.
 *
 * Source: `PostOffice.balanceOf` (ERC-6909).
 *
 * @example
 * const balance = await getLedgerBalance(client, { owner, token: zeroAddress })
 */
export const getLedgerBalance = defineRead(
  postOffice,
  ({ owner, token }: GetLedgerBalanceParameters) => ({
    functionName: 'balanceOf',
    args: [owner, tokenIdOf(token)],
  }),
  (balance: bigint) => balance,
)
