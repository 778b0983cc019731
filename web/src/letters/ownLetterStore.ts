import { createStore } from '../storage/createStore.ts'
import type { OwnLetter } from './OwnLetter.ts'

/** The letters that were written here, by chain and letter. */
export const ownLetterStore = createStore<OwnLetter>('letters')

/** Where the letters of a chain begin. */
export function ownLetterPrefix(chain: string): string {
  return `${chain}/`
}

/** The key of a letter. */
export function ownLetterKey({
  chain,
  letterHash,
}: Pick<OwnLetter, 'chain' | 'letterHash'>): string {
  return `${ownLetterPrefix(chain)}${letterHash}`
}
