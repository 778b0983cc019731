import { getAddress } from 'viem'
import type { InboxSummary } from '../../protocol/wire/inbox.ts'
import type { SummaryRow } from '../queries/inboxSummary.ts'

/** Shapes an inbox for a list. */
export function toInboxSummary(row: SummaryRow): InboxSummary {
  return {
    inboxId: row.inboxId,
    recovery: getAddress(row.recovery),
    door: row.door,
    registeredBlock: String(row.registeredBlock),
    registeredAt: row.registeredAt,
    registeredTransaction: row.registeredTransaction,
  }
}
