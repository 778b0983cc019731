import type { ProvenBlock } from './provenBlock.ts'
import type { StoredWord } from './storedWord.ts'

/** What can be found out about a verdict, besides that it holds. */
export type Fact = {
  /** What was proven, or could not be. */
  about: string
  detail: string
}

/** A word that a claim rests on, and the block in whose state it is. */
export type Wanted = { block: ProvenBlock; word: StoredWord }

/** Thrown within a claim that needs words which are not proven yet. */
export class WordsMissing extends Error {
  override readonly name = 'WordsMissing'
  readonly wanted: readonly Wanted[]

  constructor(wanted: readonly Wanted[]) {
    super(wanted.map(({ word, block }) => `${word.name} in block ${block.number}`).join(', '))
    this.wanted = wanted
  }
}

/**
 * Words of a block, in the order asked for.
 *
 * @throws {WordsMissing} Naming all of them that are not proven.
 */
export function wordsOf<Words extends readonly StoredWord[]>(
  block: ProvenBlock,
  ...words: Words
): { [Position in keyof Words]: bigint } {
  const missing = words.filter((word) => block.word(word) === undefined)
  if (missing.length > 0) throw new WordsMissing(missing.map((word) => ({ block, word })))
  return words.map((word) => block.word(word)) as { [Position in keyof Words]: bigint }
}
