/** One thing broken on purpose, which some test must notice. Lists of them lie in test/mutants. */
export type Mutant = {
  /** What is broken, as a sentence. */
  name: string
  /** From the root of the project. */
  file: string
  /** Exact text; stated with {@link count}, it may occur more than once. */
  find: string
  /** How often `find` occurs. Once if left out. */
  count?: number | undefined
  /** Which occurrence is replaced, from 1. The first if left out. */
  nth?: number | undefined
  replace: string
  /** Files below test/contracts that most likely notice, run before all others. */
  tests: readonly string[]
  /** Why no test can notice. Such a mutant must survive. */
  equivalent?: string | undefined
}

/**
 * The text of a file with a mutant's change.
 *
 * @throws {Error} When `find` does not occur as often as stated, or the change is none.
 */
export function mutated(text: string, mutant: Mutant): string {
  const { find, count = 1, nth = 1, replace } = mutant
  const parts = text.split(find)
  const found = parts.length - 1
  if (find === '' || found !== count) {
    throw new Error(`the text to replace occurs ${found} times, not ${count}`)
  }
  if (nth < 1 || nth > count) throw new Error(`there is no occurrence ${nth} of ${count}`)
  if (find === replace) throw new Error('it changes nothing')
  return `${parts.slice(0, nth).join(find)}${replace}${parts.slice(nth).join(find)}`
}
