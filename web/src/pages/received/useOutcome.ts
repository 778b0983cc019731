import { useApi } from '../../api/useApi.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import type { Outcome } from './outcomeOf.ts'
import { outcomeOf } from './outcomeOf.ts'
import { ownStatus } from './ownStatus.ts'
import type { Received } from './Received.ts'

/**
 * What came of a stake that is in the list of those that wait.
 *
 * @param isGone - Whether it is no longer among those that wait.
 * @param answered - The same as it is among those that were answered, if it was fetched with them.
 * @param came - What was done here, before the API says so.
 * @returns Undefined: it waits.
 */
export function useOutcome(
  received: Received,
  isGone: boolean,
  answered: Received | undefined,
  came: 'collected' | 'returned' | undefined,
): Outcome | undefined {
  const { expiresAt, stamp } = received
  const { data } = useApi(
    'getStamp',
    isGone && stamp && !answered ? { stampId: received.id } : undefined,
  )
  if (!isGone) return undefined
  const now = sharedClock.now()
  const status = answered?.stamp?.status ?? data?.stamp.status ?? came
  if (status === undefined) return stamp ? leaving : outcomeOf(received, now)
  // It was being admitted just now, and is in no list for a moment.
  if (status === 'open' || status === 'admitted') return undefined
  // What was done here needs no guess at who did it.
  const relayMayCollect = came === undefined && stamp?.relayMayCollect
  return ownStatus({ status, expiresAt, relayMayCollect }, now)
}

const leaving: Outcome = { word: 'Answered', tone: 'neutral', sentence: 'It was answered.' }
