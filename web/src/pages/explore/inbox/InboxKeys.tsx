import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useApiPages } from '../../../api/useApiPages.ts'
import { keyKindText, keyStatusWords } from '../../../facts/keyWords.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

/** The keys that an inbox has, had or banned. */
export function InboxKeys({
  inboxId,
  counts,
}: {
  inboxId: Hex
  counts: ApiSchemas['Inbox']['counts']['keys']
}): ReactNode {
  const pages = useApiPages('listInboxKeys', { inboxId, limit: 10 })
  const { entries, isPending, error } = pages
  return (
    <Section
      title="Keys"
      lead={`${counts.active} active, ${counts.expired} expired, ${counts.revoked} revoked.`}
    >
      {isPending && <Loading label="Listing the keys …" />}
      {error && entries.length === 0 && (
        <ErrorNotice
          error={error}
          title="The keys cannot be listed just now"
          onRetry={pages.refetch}
        />
      )}
      {!isPending && (entries.length > 0 || !error) && (
        <Table
          caption="Keys of the inbox"
          empty="It has no keys, so nobody can seal a letter for it."
          columns={[
            { id: 'key', label: 'Key' },
            { id: 'kind', label: 'Kind' },
            { id: 'status', label: 'State' },
            { id: 'until', label: 'Until' },
          ]}
          rows={entries.map((key) => ({
            id: key.keyId,
            cells: {
              key: <ThingLink kind="key" id={key.keyId} />,
              kind: keyKindText(key.kind),
              status: (
                <Badge tone={keyStatusWords[key.status].tone}>
                  {keyStatusWords[key.status].word}
                </Badge>
              ),
              until: key.expiresAt === null ? 'No end' : <Time at={key.expiresAt} />,
            },
          }))}
        />
      )}
      {pages.hasMore && <MoreButton onClick={pages.loadMore} busy={pages.isLoadingMore} />}
    </Section>
  )
}
