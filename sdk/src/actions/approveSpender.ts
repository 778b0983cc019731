import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { tokenIdOf } from '../chain/tokenIdOf.ts'

export type ApproveSpenderParameters = {
  /** 0x0…0 is the native token. */
  token: Address
  spender: Address
  /** In the token's smallest unit, in place of what was allowed before; 0 takes it back, 2^256 - 1 has no end. */
  amount: bigint
}

/**
 * Lets a spender use some of the caller's balance in the PostOffice: to post, and to transfer, also to itself. A cap, not a purpose.
 *
 * Source: `PostOffice.approve` (ERC-6909). Not the allowance that a token has for the PostOffice: see `ensureAllowance` for that.
 *
 * @throws {ContractRefusalError} `ERC6909InvalidSpender`.
 *
 * @example
 * const hash = await approveSpender(client, { token: usdc, spender, amount: 5_000_000n })
 */
export const approveSpender = defineWrite(
  postOffice,
  ({ token, spender, amount }: ApproveSpenderParameters) => ({
    functionName: 'approve',
    args: [spender, tokenIdOf(token), amount],
  }),
)
