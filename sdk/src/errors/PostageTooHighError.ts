import { PennypostError } from './PennypostError.ts'

/** Thrown when postage is above the caller's cap; nothing was signed or sent. */
export class PostageTooHighError extends PennypostError {
  /** Carriage and stake of all letters together, in the token's smallest unit. */
  readonly postage: bigint
  /** In the token's smallest unit. */
  readonly maxPostage: bigint

  constructor(postage: bigint, maxPostage: bigint) {
    super(
      `The postage is ${postage}, above the ${maxPostage} of \`maxPostage\`. Raise it if the letter is worth that, or ask for another quote.`,
    )
    this.name = 'PostageTooHighError'
    this.postage = postage
    this.maxPostage = maxPostage
  }
}
