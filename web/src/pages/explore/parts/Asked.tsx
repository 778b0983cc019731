import { ApiProblemError } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Stack } from '../../../ui/Stack.tsx'

/**
 * What the API answers, or what is shown in its place. An answer stays while the API is silent; what is no longer there,
 * such as after a reorg, goes.
 */
export function Asked<answer>({
  query,
  label,
  missing,
  children,
}: {
  query: { data: answer | undefined; error: Error | null; refetch(): unknown }
  /** While it is asked. */
  label: string
  /** There is no such thing. */
  missing: (problem: ApiProblemError) => ReactNode
  children: (answer: answer) => ReactNode
}): ReactNode {
  const { data, error, refetch } = query
  if (error instanceof ApiProblemError && error.status === 404) return missing(error)
  if (data !== undefined) return children(data)
  if (error) {
    return (
      <ErrorNotice
        error={error}
        title="The API gives no answer to that just now"
        onRetry={() => void refetch()}
      />
    )
  }
  return (
    <Stack>
      <Loading label={label} />
      <Skeleton lines={8} />
    </Stack>
  )
}
