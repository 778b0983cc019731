import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { PostageTooHighError } from '../errors/PostageTooHighError.ts'

/** What one may spend. */
export type PostageCap = {
  /** The most that carriage and stake of all together may be, in the token's smallest unit; no limit unless given. */
  maxPostage?: bigint | undefined
}

/** How postage is paid, and how much it may be. */
export type PaymentOptions = PostageCap & {
  /**
   * How much of native postage to take from the sender's balance in the PostOffice, in wei: 0 unless given. The rest is sent along, and
   * never more, so that no surplus ends as a balance. Not for other tokens: of those the balance is used up first, whatever is
   * asked, and the rest is taken by allowance.
   */
  fromBalance?: bigint | undefined
}

/**
 * Refuses postage above the cap, if there is one.
 *
 * @throws {PostageTooHighError}
 * @throws {InvalidParameterError} The cap is no bigint.
 */
export function checkPostage(postage: bigint, { maxPostage }: PostageCap): void {
  if (maxPostage !== undefined) checkCappedPostage(postage, maxPostage)
}

/**
 * As {@link checkPostage}, where a cap must be given: also by who is not asked for it by a compiler.
 *
 * @throws {PostageTooHighError}
 * @throws {InvalidParameterError} There is none.
 */
export function checkCappedPostage(postage: bigint, maxPostage: bigint): void {
  checkCap(maxPostage)
  if (postage > maxPostage) throw new PostageTooHighError(postage, maxPostage)
}

/**
 * Refuses what is no cap: nothing is above `NaN`, and a text that is no number.
 *
 * @throws {InvalidParameterError}
 */
export function checkCap(maxPostage: unknown): void {
  if (typeof maxPostage !== 'bigint')
    throw new InvalidParameterError(
      'maxPostage',
      'Give `maxPostage`, the most that may be spent, as a bigint.',
    )
}

/**
 * Native money to send along with postage, in wei.
 *
 * @throws {PostageTooHighError} It is above the cap.
 * @throws {InvalidParameterError} The cap is no bigint, or `fromBalance` cannot be meant.
 */
export function nativeValue(token: Address, postage: bigint, options: PaymentOptions): bigint {
  checkPostage(postage, options)
  const { fromBalance = 0n } = options
  const isNative = isAddressEqual(token, zeroAddress)
  if (!isNative && options.fromBalance !== undefined)
    throw new InvalidParameterError(
      'fromBalance',
      `\`fromBalance\` is for native postage: of token ${token} the balance is always used first.`,
    )
  if (fromBalance < 0n || fromBalance > postage)
    throw new InvalidParameterError(
      'fromBalance',
      `\`fromBalance\` is 0 to the postage of ${postage}, not ${fromBalance}.`,
    )
  return isNative ? postage - fromBalance : 0n
}
