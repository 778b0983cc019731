import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type WithdrawParameters = {
  /** 0x0…0 is the native token. */
  token: Address
  /** In the token's smallest unit. */
  amount: bigint
  /** Who is paid. */
  to: Address
}

/**
 * Pays some of the caller's balance in the PostOffice out to `to`.
 *
 * Source: `PostOffice.withdraw`; invariant 8 in docs/protocol.md: nothing in the contract can stop it.
 *
 * @throws {ContractRefusalError} `InvalidReceiver`, `ERC6909InsufficientBalance`, `NativeTransferFailed` or `SafeERC20FailedOperation`.
 * @throws {TokenRefusalError} The token itself refuses.
 *
 * @example
 * const hash = await withdraw(client, { token: zeroAddress, amount, to: account.address })
 */
export const withdraw = defineWrite(postOffice, ({ token, amount, to }: WithdrawParameters) => ({
  functionName: 'withdraw',
  args: [token, amount, to],
}))
