import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type DepositParameters = {
  /** 0x0…0 is the native token. */
  token: Address
  /** Whose balance in the PostOffice rises. */
  to: Address
  /** In the token's smallest unit. Native money is sent along. */
  amount: bigint
}

/**
 * Pays money into the PostOffice and credits it to `to`.
 *
 * Source: `PostOffice.deposit`. Of tokens other than the native one the PostOffice needs an allowance, which `fund` sees to.
 *
 * @throws {ContractRefusalError} `InvalidReceiver`, `DepositTooLarge`, `TokenHasNoCode`, `SafeERC20FailedOperation` or
 * `TokenAmountMismatch`.
 * @throws {TokenRefusalError} The token itself refuses, as where it lacks the allowance.
 *
 * @example
 * const hash = await deposit(client, { token: zeroAddress, to: account.address, amount: parseEther('0.1') })
 */
export const deposit = defineWrite(postOffice, ({ token, to, amount }: DepositParameters) => ({
  functionName: 'deposit',
  args: [token, to, amount],
  value: isAddressEqual(token, zeroAddress) ? amount : 0n,
}))
