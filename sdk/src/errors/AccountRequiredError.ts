import { PennypostError } from './PennypostError.ts'

/** Thrown when a call needs an account to send or sign with, and has none. */
export class AccountRequiredError extends PennypostError {
  constructor() {
    super('This needs an account: give `account`, or make the client with one.')
    this.name = 'AccountRequiredError'
  }
}
