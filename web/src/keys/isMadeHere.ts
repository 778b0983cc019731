import type { StoredKey } from './StoredKey.ts'

/**
 * Whether a key was surely made in this browser, so that nobody else knows its secret.
 *
 * Of older entries only those that have no file: whatever came from one counts as saved.
 */
export function isMadeHere({ origin, isSaved }: Pick<StoredKey, 'origin' | 'isSaved'>): boolean {
  return origin === 'made' || (origin === undefined && !isSaved)
}
