import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { tokenIdOf } from '../chain/tokenIdOf.ts'

export type TransferBalanceParameters = {
  /** 0x0…0 is the native token. */
  token: Address
  /** Whose balance in the PostOffice rises. */
  to: Address
  /** In the token's smallest unit. */
  amount: bigint
}

/**
 * Moves some of the caller's balance in the PostOffice to another account's. No money leaves the PostOffice.
 *
 * Source: `PostOffice.transfer` (ERC-6909).
 *
 * @throws {ContractRefusalError} `ERC6909InsufficientBalance`, `ERC6909InvalidReceiver` or `InvalidReceiver`.
 *
 * @example
 * const hash = await transferBalance(client, { token: zeroAddress, to, amount })
 */
export const transferBalance = defineWrite(
  postOffice,
  ({ token, to, amount }: TransferBalanceParameters) => ({
    functionName: 'transfer',
    args: [to, tokenIdOf(token), amount],
  }),
)
