import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { useMailingState } from './useMailingState.ts'
import { useTurn } from './useTurn.ts'

/** What is yours to do with a mailing that is paid for: of one that is not, its state says so. */
export function TodoBadge({ kept }: { kept: KeptMailing }): ReactNode {
  const { data } = useMailingState(kept.mailingId)
  const turn = useTurn(kept)
  if (!turn?.todo || data?.status === 'none') return null
  return <Badge tone="warn">{turn.todo}</Badge>
}
