import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { tokenIdOf } from '../chain/tokenIdOf.ts'
import type { TransferBalanceParameters } from './transferBalance.ts'

export type TransferBalanceFromParameters = TransferBalanceParameters & {
  /** Whose balance falls; the caller is its operator, or within its allowance. */
  from: Address
}

/**
 * Moves some of another account's balance in the PostOffice, as its operator or within its allowance.
 *
 * Source: `PostOffice.transferFrom` (ERC-6909).
 *
 * @throws {ContractRefusalError} `ERC6909InsufficientAllowance`, and what `transferBalance` is refused with.
 *
 * @example
 * const hash = await transferBalanceFrom(spender, { token: zeroAddress, from, to, amount })
 */
export const transferBalanceFrom = defineWrite(
  postOffice,
  ({ token, from, to, amount }: TransferBalanceFromParameters) => ({
    functionName: 'transferFrom',
    args: [from, to, tokenIdOf(token), amount],
  }),
)
