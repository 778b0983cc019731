import { passing } from '../x402/passing.ts'
import type { LetterVerdict, VerdictSource } from './verdictSource.ts'

/**
 * Asks one source, and where that cannot answer, or does not know the postage yet that the letter names, the next. So a relay that
 * follows the feed judges by its replica, asks the API about postage that is newer than that, and goes on without the API for as long as
 * its replica may be old.
 *
 * Postage that is brand-new while the API is away nobody knows: such a letter is refused as `postage_unknown`, and its sender comes again.
 *
 * @throws {AggregateError} By `verify`: none of several could judge the letter.
 *
 * @example
 * const source = firstOf(replica, createVerifier(api))
 */
export function firstOf(...sources: readonly VerdictSource[]): VerdictSource {
  return {
    async verify(question, options) {
      const faults: unknown[] = []
      let tooNew: LetterVerdict | undefined
      for (const source of sources) {
        try {
          const verdict = await source.verify(question, options)
          if (verdict.eligible || !passing.has(verdict.reason)) return verdict
          tooNew ??= verdict
        } catch (fault) {
          options?.signal?.throwIfAborted()
          faults.push(fault)
        }
      }
      if (tooNew) return tooNew
      throw faults.length === 1
        ? faults[0]
        : new AggregateError(faults, 'Nobody could judge the letter.')
    },
  }
}
