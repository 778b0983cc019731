import type { Hex } from 'viem'
import { createStore } from '../storage/createStore.ts'
import type { StoredKey } from './StoredKey.ts'

/** The keys that this browser holds, unencrypted, by chain, inbox and key. */
export const keyStore = createStore<StoredKey>('keys')

/** Where the keys of an inbox begin. */
export function keyPrefix(chain: string, inboxId: Hex): string {
  return `${chain}/${inboxId.toLowerCase()}/`
}
