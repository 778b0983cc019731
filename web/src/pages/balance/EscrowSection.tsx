import type { ReactNode } from 'react'
import { useMemo } from 'react'
import type { Address } from 'viem'
import { useApiPages } from '../../api/useApiPages.ts'
import { sumByToken } from '../../money/sumByToken.ts'
import { TokenAmounts } from '../../money/TokenAmounts.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { EscrowTable } from './EscrowTable.tsx'
import { escrowOf } from './escrowOf.ts'
import { TakeBack } from './TakeBack.tsx'

/** Postage that the account has paid and nobody has answered: what can be taken back now, and what still waits. */
export function EscrowSection({ account }: { account: Address }): ReactNode {
  const expired = useApiPages('listSenderStamps', {
    address: account,
    canExpire: 'true',
    limit: 200,
  })
  const open = useApiPages('listSenderStamps', { address: account, status: 'open', limit: 50 })
  const admitted = useApiPages('listSenderStamps', {
    address: account,
    status: 'admitted',
    limit: 50,
  })
  const waiting = useMemo(
    () =>
      [...open.entries, ...admitted.entries]
        .filter(({ canExpire }) => !canExpire)
        .sort((one, other) => one.expiresAt - other.expiresAt),
    [open.entries, admitted.entries],
  )
  const error = expired.error ?? open.error ?? admitted.error
  const isPending = expired.isPending || open.isPending || admitted.isPending
  const hasMore = open.hasMore || admitted.hasMore
  const sums = sumByToken(waiting.map(escrowOf))
  if (isPending && !error) return null
  return (
    <Section
      title="Your stamps in escrow"
      lead={
        waiting.length === 0 ? (
          'None of your stamps waits for an answer.'
        ) : (
          <>
            {hasMore ? 'At least ' : ''}
            <TokenAmounts amounts={sums} /> {waiting.length === 1 ? 'waits' : 'wait'} for an answer
            with {hasMore ? 'more than ' : ''}
            {waiting.length} {waiting.length === 1 ? 'stamp' : 'stamps'}.
          </>
        )
      }
    >
      <Stack>
        {error && waiting.length === 0 && expired.entries.length === 0 && (
          <ErrorNotice
            error={error}
            title="Your stamps cannot be listed now"
            onRetry={() => {
              for (const list of [expired, open, admitted]) list.refetch()
            }}
          />
        )}
        {expired.entries.length > 0 && (
          <TakeBack stamps={expired.entries} hasMore={expired.hasMore} onMore={expired.loadMore} />
        )}
        {waiting.length > 0 && (
          <Disclosure summary={waiting.length === 1 ? 'Show the stamp' : 'Show each stamp'}>
            <EscrowTable stamps={waiting} />
          </Disclosure>
        )}
        {hasMore && (
          <MoreButton
            busy={open.isLoadingMore || admitted.isLoadingMore}
            onClick={() => {
              for (const list of [open, admitted]) if (list.hasMore) list.loadMore()
            }}
          />
        )}
      </Stack>
    </Section>
  )
}
