import type { ReactNode } from 'react'
import type { ScopedChain } from '../../config/scopedChain.ts'
import { HealthBadge } from './HealthBadge.tsx'
import { useNodeHead } from './useNodeHead.ts'

/** Whether the site's node of a chain answers. */
export function NodeHealth({ chain }: { chain: ScopedChain }): ReactNode {
  const { state, milliseconds } = useNodeHead(chain)
  return <HealthBadge state={state} milliseconds={milliseconds} />
}
