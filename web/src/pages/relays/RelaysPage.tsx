import type { ReactNode } from 'react'
import { useApiPages } from '../../api/useApiPages.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { RelayTable } from './RelayTable.tsx'
import { RunARelay } from './RunARelay.tsx'

/** The directory of relays: who carries letters, where, and for what. */
export function RelaysPage(): ReactNode {
  const { entries, isPending, error, hasMore, loadMore, isLoadingMore, refetch } = useApiPages(
    'listRelays',
    { limit: 20 },
  )
  return (
    <Page
      title="Relays"
      lead="A relay takes a letter in, hands it to its recipient, and earns the carriage that the sender paid. Anybody may run one."
    >
      <Section title="Who carries letters">
        {error && <ErrorNotice error={error} onRetry={refetch} />}
        {isPending && !error && <Skeleton lines={6} />}
        {!isPending && <RelayTable relays={entries} />}
        {hasMore && <MoreButton onClick={loadMore} busy={isLoadingMore} />}
      </Section>
      <RunARelay />
    </Page>
  )
}
