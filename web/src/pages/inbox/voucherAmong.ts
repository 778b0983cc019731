import type { KeyPair } from '@pennypost/sdk'
import { canSign } from '@pennypost/sdk'
import type { KeyRow } from './keyRow.ts'

/** A signing key that the inbox has and this browser too. @param rows - Those of the inbox. */
export function voucherAmong(rows: readonly KeyRow[]): KeyPair | undefined {
  return rows.find(({ stored, isActive }) => isActive && stored && canSign(stored.pair.kind))
    ?.stored?.pair
}
