import type { Store } from '../storage/Store.ts'
import { isMadeHere } from './isMadeHere.ts'
import { keptKeys } from './keptKeys.ts'
import { keyPlace, spellingsOf } from './keyPlace.ts'
import type { StoredKey } from './StoredKey.ts'

/**
 * Keeps a key of an inbox. One that is known stays as old as it is and where it came from, and counts as saved once it was.
 *
 * @throws {StorageError} The browser keeps nothing.
 */
export async function keepKey(store: Store<StoredKey>, key: StoredKey): Promise<void> {
  const place = keyPlace(key.chain, key.inboxId, key.pair.keyId)
  const others = (await spellingsOf(store, place)).filter(([at]) => at !== place)
  await store.update(place, (here) => {
    const [known] = keptKeys(here ? [[place, here], ...others] : others)
    if (!known) return key
    const origin = isMadeHere(known) ? 'made' : 'brought'
    return { ...known, isSaved: known.isSaved || key.isSaved, origin }
  })
  for (const [at] of others) await store.delete(at)
}
