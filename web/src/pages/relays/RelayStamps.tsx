import type { ReactNode } from 'react'
import { useApi } from '../../api/useApi.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { stampsText } from './stampsText.ts'

/** How many stamps name a relay, and what became of them. */
export function RelayStamps({ relay }: { relay: `0x${string}` }): ReactNode {
  const { data, error } = useApi('getRelay', { address: relay })
  if (data) return stampsText(data.counts.stamps)
  return error ? 'Not known now' : <Skeleton width="8rem" height="1rem" />
}
