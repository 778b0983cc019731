import type { Hex } from 'viem'
import type { Store } from '../storage/Store.ts'
import { keyPlace, spellingsOf } from './keyPlace.ts'
import type { StoredKey } from './StoredKey.ts'

/**
 * Forgets a key of an inbox, however its id is spelled in the store.
 *
 * @throws {StorageError} The browser does not let go of it.
 */
export async function forgetKey(
  store: Store<StoredKey>,
  { chain, inboxId, keyId }: { chain: string; inboxId: Hex; keyId: Hex },
): Promise<void> {
  for (const [at] of await spellingsOf(store, keyPlace(chain, inboxId, keyId)))
    await store.delete(at)
}
