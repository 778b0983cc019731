import type { Hex } from 'viem'
import type { EligibleLetter } from './eligibleLetter.ts'
import type { LetterKey } from './letterKey.ts'
import type { Receipt } from './receipt.ts'
import type { Unadmitted } from './unadmitted.ts'

/**
 * What a relay remembers of letters, so that each is taken in once and its carriage earned. `memoryLetterStore` forgets at a restart; a
 * relay keeps it in its database.
 *
 * Whatever it throws keeps the letter out.
 */
export type LetterStore = {
  /** The receipt of a letter that was taken in; undefined: it was not, or its postage was retracted since. */
  find(key: LetterKey): Promise<Receipt | undefined>
  /**
   * Claims a letter for one request alone, for `claimSeconds` or until `finish` or `release`. A claim of the same id lasts longer by it.
   *
   * It has to be atomic, also against `finish`: of identical letters that are sent at once, exactly one may be `claimed`. A database that
   * looks for a letter first and notes the claim then gives it to a second one, where the letter was finished between the two.
   *
   * @returns `claimed`; `busy` while another request has it; or the receipt of the letter that was taken in before.
   */
  claim(
    key: LetterKey,
    claimId: string,
    claimSeconds: number,
  ): Promise<'claimed' | 'busy' | Receipt>
  /** Ends a claim, if it is still that request's: another may try. */
  release(key: LetterKey, claimId: string): Promise<void>
  /**
   * The letter is taken in. Letter, receipt and what is to be admitted belong into one transaction; a store may keep the bytes by it.
   *
   * @param unadmitted - Postage whose carriage is yet to be earned.
   * @throws {GuardRefusal} The store does not want the letter, as where it is full: this is answered. Anything else thrown is answered with 503.
   * @returns The receipt that holds: another's, where the claim had ended and another request was faster.
   */
  finish(letter: EligibleLetter, unadmitted: Unadmitted | undefined): Promise<Receipt>
  /** A reorg has undone the postage: letters that it paid for are not to be handed out, nor found. */
  retract(postageId: Hex): Promise<void>
  /** It was posted again: they are to be. Who hands out letters by their place gives them a new one: recipients may have read past the old. */
  restore(postageId: Hex): Promise<void>
  /** Postage to be admitted, but for what is postponed, the one that ends first coming first. */
  listUnadmitted(limit: number): Promise<Unadmitted[]>
  /** Leaves postage out of the list for some time. */
  postponeUnadmitted(postageIds: readonly Hex[], seconds: number): Promise<void>
  /** Leaves postage out of the list for good: it is admitted, or never can be. */
  settleUnadmitted(postageIds: readonly Hex[]): Promise<void>
  /** Puts postage that was settled into the list again: a reorg has undone its admission. */
  reopenUnadmitted(postageIds: readonly Hex[]): Promise<void>
}
