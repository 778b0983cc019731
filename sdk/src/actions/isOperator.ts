import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type IsOperatorParameters = {
  owner: Address
  operator: Address
}

/**
 * Whether an operator may use all of an owner's balances in the PostOffice.
 *
 * Source: `PostOffice.isOperator` (ERC-6909).
 *
 * @example
 * const may = await isOperator(client, { owner, operator })
 */
export const isOperator = defineRead(
  postOffice,
  ({ owner, operator }: IsOperatorParameters) => ({
    functionName: 'isOperator',
    args: [owner, operator],
  }),
  (approved: boolean) => approved,
)
