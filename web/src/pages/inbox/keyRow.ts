import type { ApiSchemas } from '@pennypost/sdk'
import { isMadeHere } from '../../keys/isMadeHere.ts'
import type { StoredKey } from '../../keys/StoredKey.ts'

/** A key of an inbox, as chain and browser know it. */
export type KeyRow = {
  key: ApiSchemas['InboxKey']
  /** What this browser has of it. */
  stored?: StoredKey | undefined
  /** Active at the moment, by its expiry too. */
  isActive: boolean
}

/**
 * Keys of an inbox beside those of this browser.
 *
 * @param now - Unix seconds: a key whose time is over is not active, whatever the last answer says.
 * @returns Those on chain that may be active or become so again, those that are revoked, and those that were made in this browser and
 * only it has. What came in a file is never proposed: its author may know it.
 */
export function keyRows(
  keys: readonly ApiSchemas['InboxKey'][],
  stored: readonly StoredKey[],
  now: number,
): { usable: KeyRow[]; revoked: KeyRow[]; onlyHere: StoredKey[] } {
  const here = new Map(stored.map((each) => [each.pair.keyId.toLowerCase(), each]))
  const rows = keys.map((key): KeyRow => {
    const isOver = key.expiresAt !== null && now >= key.expiresAt
    const isActive = key.status === 'active' && !isOver
    return { key, stored: here.get(key.keyId.toLowerCase()), isActive }
  })
  const known = new Set(keys.map(({ keyId }) => keyId.toLowerCase()))
  return {
    usable: rows.filter(({ key }) => key.status !== 'revoked'),
    revoked: rows.filter(({ key }) => key.status === 'revoked'),
    onlyHere: stored.filter(
      (each) => isMadeHere(each) && !known.has(each.pair.keyId.toLowerCase()),
    ),
  }
}
