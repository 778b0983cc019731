import { isMadeHere } from './isMadeHere.ts'
import { lowerPair } from './lowerPair.ts'
import type { StoredKey } from './StoredKey.ts'

/**
 * The keys of entries of the store, each once, the oldest first, with their hex in lower case.
 *
 * An entry from before may have its hex in capitals, as its file had it: that is the same key.
 */
export function keptKeys(
  entries: readonly (readonly [at: string, key: StoredKey])[],
): readonly StoredKey[] {
  const byId = new Map<string, StoredKey>()
  for (const [, given] of entries) {
    const key = { ...given, pair: lowerPair(given.pair) }
    const known = byId.get(key.pair.keyId)
    byId.set(key.pair.keyId, known ? together(known, key) : key)
  }
  return [...byId.values()].sort((one, other) => one.addedAt - other.addedAt)
}

function together(one: StoredKey, other: StoredKey): StoredKey {
  return {
    ...one,
    addedAt: Math.min(one.addedAt, other.addedAt),
    isSaved: one.isSaved || other.isSaved,
    origin: isMadeHere(one) || isMadeHere(other) ? 'made' : 'brought',
  }
}
