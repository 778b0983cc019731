import { useApi } from '../../api/useApi.ts'
import { useNow } from '../../facts/useNow.ts'
import type { KeptMailing } from './mailingStore.ts'
import type { Turn } from './turnOf.ts'
import { turnOf } from './turnOf.ts'
import { useMailingState } from './useMailingState.ts'

/** Whose turn it is with a mailing of this browser; undefined: not known yet. */
export function useTurn({
  mailingId,
  mailing,
  sent,
  elsewhere = 0,
}: KeptMailing): Turn | undefined {
  const now = useNow()
  const { count, expiresAt } = mailing
  const { data: state } = useMailingState(mailingId)
  const isOpen = state?.status === 'open' || state?.status === 'admitted'
  const published = useApi('getMailing', isOpen && now < expiresAt ? { mailingId } : undefined)
  if (!state) return undefined
  const { status, collected } = state
  return turnOf({
    ...{ status, count, collected, expiresAt, now },
    unsent: count - elsewhere - sent,
    isPublished: published.data?.hasLeaves,
  })
}
