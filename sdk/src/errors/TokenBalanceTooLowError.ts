import type { Address } from 'viem'
import { PennypostError } from './PennypostError.ts'

/** Thrown when an account has less of a token than it is to pay; nothing was signed or sent. Amounts are in the token's smallest unit. */
export class TokenBalanceTooLowError extends PennypostError {
  readonly token: Address
  readonly owner: Address
  /** What the account has, in the token's smallest unit. */
  readonly balance: bigint
  /** What was to be paid, in the token's smallest unit. */
  readonly needed: bigint

  constructor({
    token,
    owner,
    balance,
    needed,
  }: Pick<TokenBalanceTooLowError, 'token' | 'owner' | 'balance' | 'needed'>) {
    super(`${owner} has ${balance} of token ${token} and needs ${needed}.`)
    this.name = 'TokenBalanceTooLowError'
    this.token = token
    this.owner = owner
    this.balance = balance
    this.needed = needed
  }
}
