import type { ApiSchemas } from '@pennypost/sdk'
import type { Style } from '../print/style.ts'
import { table } from '../print/tables.ts'
import { timeText } from '../print/timeText.ts'
import { keyKindText } from './keyKindText.ts'

/** Keys for people. */
export function keysTable(style: Style, keys: readonly ApiSchemas['InboxKey'][]): string {
  const rows = keys.map(({ keyId, kind, status, possession, expiresAt }) => [
    ...[keyKindText(kind), status, possession, keyId],
    expiresAt === null ? 'never' : timeText(expiresAt),
  ])
  return table(style, ['Kind', 'Status', 'Possession', 'Key id', 'Ends'], rows)
}
