import type { Address } from 'viem'
import { PennypostError } from './PennypostError.ts'

/** What a token may take instead of an allowance: ERC-2612's `permit`, ERC-3009's `receiveWithAuthorization`. */
export type TokenSignatureStandard = 'ERC-2612' | 'ERC-3009'

/** Thrown when a token does not take signatures as a standard has it; nothing was signed. */
export class TokenSignatureUnsupportedError extends PennypostError {
  readonly token: Address
  /** What the token does not know. */
  readonly standard: TokenSignatureStandard

  constructor(token: Address, standard: TokenSignatureStandard, reason: string) {
    super(
      `Token ${token} takes no signatures by ${standard}: ${reason}. Approve and deposit instead.`,
    )
    this.name = 'TokenSignatureUnsupportedError'
    this.token = token
    this.standard = standard
  }
}
