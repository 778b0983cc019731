import type { Address } from 'viem'
import { PennypostError } from './PennypostError.ts'

/** Thrown when the PostOffice may not take as much of a token as is to be paid. Amounts are in the token's smallest unit. */
export class AllowanceTooLowError extends PennypostError {
  readonly token: Address
  readonly owner: Address
  /** What the PostOffice may take, in the token's smallest unit. */
  readonly allowance: bigint
  /** What was to be paid, in the token's smallest unit. */
  readonly needed: bigint

  constructor({
    token,
    owner,
    allowance,
    needed,
  }: Pick<AllowanceTooLowError, 'token' | 'owner' | 'allowance' | 'needed'>) {
    super(
      `The PostOffice may take ${allowance} of the token ${token} of ${owner}, and needs ${needed}. Approve it, and confirm the whole amount in the wallet.`,
    )
    this.name = 'AllowanceTooLowError'
    this.token = token
    this.owner = owner
    this.allowance = allowance
    this.needed = needed
  }
}
