import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import type { Health } from './useHealth.ts'

/** Whether it answers, and in how many milliseconds it did. */
export function HealthBadge({ state, milliseconds }: Health): ReactNode {
  if (state === 'asking') return <Badge>asking</Badge>
  if (state === 'silent') return <Badge tone="bad">does not answer</Badge>
  return <Badge tone="good">answered in {milliseconds} ms</Badge>
}
