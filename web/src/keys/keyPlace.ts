import type { Hex } from 'viem'
import type { Store } from '../storage/Store.ts'
import { keyPrefix } from './keyStore.ts'
import type { StoredKey } from './StoredKey.ts'

/** Where a key is kept. */
export function keyPlace(chain: string, inboxId: Hex, keyId: Hex): string {
  return `${keyPrefix(chain, inboxId)}${keyId.toLowerCase()}`
}

/** The entries of one key: older ones may be kept under its id in capitals. */
export async function spellingsOf(
  store: Store<StoredKey>,
  place: string,
): Promise<readonly (readonly [at: string, key: StoredKey])[]> {
  const ofInbox = await store.entries(place.slice(0, place.lastIndexOf('/') + 1))
  return ofInbox.filter(([at]) => at.toLowerCase() === place.toLowerCase())
}
