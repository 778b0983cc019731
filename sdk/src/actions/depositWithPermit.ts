import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { splitSignature } from '../signing/splitSignature.ts'
import type { DepositParameters } from './deposit.ts'

/** What `signPermit` returns. */
export type DepositWithPermitParameters = DepositParameters & {
  /** Unix seconds: the last at which the permit is good. */
  deadline: number
  /** The caller's, of 65 bytes. */
  signature: Hex
}

/**
 * Pays a token in with the caller's own ERC-2612 permit: one transaction, no allowance needed before. Never for the native token.
 *
 * Source: `PostOffice.depositWithPermit`. A permit that somebody handed in before does no harm.
 *
 * @throws {InvalidParameterError} The signature is not of 65 bytes.
 * @throws {ContractRefusalError} `TokenHasNoCode`, and what `deposit` is refused with.
 * @throws {TokenRefusalError} The token itself refuses. A permit that is not good shows as an allowance that is too low.
 *
 * @example
 * const hash = await depositWithPermit(client, await signPermit(client, { token, amount }))
 */
export const depositWithPermit = defineWrite(
  postOffice,
  ({ token, to, amount, deadline, signature }: DepositWithPermitParameters) => {
    const { v, r, s } = splitSignature(signature)
    return {
      functionName: 'depositWithPermit',
      args: [token, to, amount, deadlineSeconds(deadline), v, r, s],
    }
  },
)
