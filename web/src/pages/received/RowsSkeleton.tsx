import type { ReactNode } from 'react'
import { Loading } from '../../ui/Loading.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'

/** Keeps the room of some rows while they are fetched. */
export function RowsSkeleton({ label }: { label: string }): ReactNode {
  return (
    <Stack gap="small">
      <Loading label={label} />
      <Skeleton height="3.5rem" />
      <Skeleton height="3.5rem" />
      <Skeleton height="3.5rem" />
    </Stack>
  )
}
