import type { EligibleLetter } from '@pennypost/sdk/guard'
import { GuardRefusal } from '@pennypost/sdk/guard'
import type { Sql, TransactionSql } from 'postgres'

/** Most that may wait for one inbox: what comes free, from anybody, would else be kept without end. */
export type Room = { maxWaitingLetters: number; maxWaitingBytes: number }

type Letter = Pick<EligibleLetter, 'inboxId' | 'letterHash' | 'bytes' | 'verdict'>

/**
 * Refuses a letter for which an inbox has no room here.
 *
 * @throws {GuardRefusal} 507 `inbox_full`.
 */
export async function checkRoom(
  query: Sql | TransactionSql,
  { maxWaitingLetters, maxWaitingBytes }: Room,
  letter: Letter,
): Promise<void> {
  const { inboxId, letterHash, bytes, verdict } = letter
  const [row] = await query<{ letters: number; bytes: string }[]>`
    select count(*)::int as letters, coalesce(sum(octet_length(body)), 0) as bytes
    from relay.letter where inbox_id = ${inboxId} and letter_hash <> ${letterHash}
    and acknowledged_at is null`
  const share = shareOf(verdict.reason)
  const isFull =
    (row?.letters ?? 0) + 1 > share * maxWaitingLetters ||
    Number(row?.bytes ?? 0) + bytes.length > share * maxWaitingBytes
  if (isFull) throw inboxFull()
}

/**
 * How much of the room a letter may fill. What is free leaves half of it to what is not. Whoever is yet to pay is told no price in the last
 * eighth: it is for those who were told one before.
 */
function shareOf(reason: string): number {
  if (reason === 'paid') return 1
  return reason === 'no_postage_required' ? 1 / 2 : 7 / 8
}

function inboxFull(): GuardRefusal {
  const detail =
    'As many letters wait for this inbox as the relay keeps. Send it when some were fetched, or by another relay.'
  return new GuardRefusal(507, 'inbox_full', detail)
}
