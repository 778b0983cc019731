import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type SetOperatorParameters = {
  operator: Address
  /** Whether it may use all of the caller's balances. */
  approved: boolean
}

/**
 * Lets an operator use all of the caller's balances in the PostOffice, in every token, or no longer.
 *
 * Source: `PostOffice.setOperator` (ERC-6909).
 *
 * @throws {ContractRefusalError} `ERC6909InvalidSpender`.
 *
 * @example
 * const hash = await setOperator(client, { operator, approved: false })
 */
export const setOperator = defineWrite(
  postOffice,
  ({ operator, approved }: SetOperatorParameters) => ({
    functionName: 'setOperator',
    args: [operator, approved],
  }),
)
