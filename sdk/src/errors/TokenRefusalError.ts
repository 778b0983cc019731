import type { Address, Hex } from 'viem'
import { PennypostError } from './PennypostError.ts'

/**
 * Thrown when a token refuses to move money or to be approved, or would: nothing is wrong with the call as far as the PostOffice goes.
 */
export class TokenRefusalError extends PennypostError {
  /** Undefined where the call moves several. */
  readonly token: Address | undefined
  /** The token's own words, whatever they are; undefined where it gave none that can be read. */
  readonly reason: string | undefined
  /** What the token threw, for who knows its errors; undefined where the node does not say. */
  readonly data: Hex | undefined

  /** @param because - What is said of it, after whose refusal it is. */
  constructor(
    { token, reason, data }: Pick<TokenRefusalError, 'token' | 'reason' | 'data'>,
    because: string,
    cause?: unknown,
  ) {
    super(`${token ? `Token ${token}` : 'A token'} refused${because}`, { cause })
    this.name = 'TokenRefusalError'
    this.token = token
    this.reason = reason
    this.data = data
  }
}
