import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import type { WithdrawParameters } from './withdraw.ts'

/** What `signWithdraw` returns. */
export type WithdrawForParameters = WithdrawParameters & {
  /** Whose balance it is, and who signed. */
  owner: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Pays some of an owner's balance out as it signed. Anyone may send it.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `PostOffice.withdrawFor`. Uses up the owner's nonce.
 *
 * @throws {ContractRefusalError} `SignatureHasExpired`, `InvalidSignature`, and what `withdraw` is refused with.
 *
 * @example
 * const hash = await withdrawFor(payer, await signWithdraw(owner, { token, amount, to }))
 */
export const withdrawFor = defineWrite(
  postOffice,
  ({ owner, token, amount, to, deadline, signature }: WithdrawForParameters) => ({
    functionName: 'withdrawFor',
    args: [owner, token, amount, to, deadlineSeconds(deadline), signature],
  }),
)
