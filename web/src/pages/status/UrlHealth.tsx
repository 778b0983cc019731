import type { ReactNode } from 'react'
import { HealthBadge } from './HealthBadge.tsx'
import { useHealth } from './useHealth.ts'

/** Whether the API or a relay answers at its url. */
export function UrlHealth({ url }: { url: string }): ReactNode {
  return <HealthBadge {...useHealth(url)} />
}
