import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { mailingStatus } from '../../facts/mailingStatus.ts'
import { useNow } from '../../facts/useNow.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { noteMailing } from './mailingStore.ts'
import { useMailingState } from './useMailingState.ts'

/** Where a mailing of this browser is in its life, by the chain. What is seen there is noted. */
export function MailingStateBadge({ kept }: { kept: KeptMailing }): ReactNode {
  const now = useNow()
  const { data } = useMailingState(kept.mailingId)
  const isOpen = data && data.status !== 'none'
  useEffect(() => {
    if (isOpen && !kept.isOpen) void noteMailing(kept, { isOpen: true }).catch(() => undefined)
  }, [isOpen, kept])
  if (!data) return <Skeleton width="5rem" />
  const { expiresAt } = kept.mailing
  if (data.status === 'none') {
    if (now >= expiresAt) return <Badge tone="neutral">Never paid</Badge>
    return kept.askedAt ? (
      <Badge tone="warn">Unsure</Badge>
    ) : (
      <Badge tone="warn">Not paid yet</Badge>
    )
  }
  const { word, tone } = mailingStatus({ status: data.status, expiresAt }, now)
  return <Badge tone={tone}>{word}</Badge>
}
