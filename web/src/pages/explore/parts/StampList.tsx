import type { ReactNode } from 'react'
import type { Address, Hex } from 'viem'
import { useApiPages } from '../../../api/useApiPages.ts'
import { stampStatus } from '../../../facts/stampStatus.ts'
import { useNow } from '../../../facts/useNow.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from './ThingLink.tsx'
import { TokenAmount } from './TokenAmount.tsx'

type Lists =
  | { list: 'listInboxStamps'; parameters: { inboxId: Hex } }
  | { list: 'listSenderStamps'; parameters: { address: Address } }

/** The stamps of an inbox or of a sender, newest first, a page at a time. */
export function StampList({
  title,
  empty,
  ...asked
}: { title: string; empty: string } & Lists): ReactNode {
  const isInbox = asked.list === 'listInboxStamps'
  const ofInbox = useApiPages(
    'listInboxStamps',
    isInbox ? { ...asked.parameters, limit: 10 } : undefined,
  )
  const ofSender = useApiPages(
    'listSenderStamps',
    isInbox ? undefined : { ...asked.parameters, limit: 10 },
  )
  const pages = isInbox ? ofInbox : ofSender
  const { entries, isPending, error } = pages
  const now = useNow()
  const other = isInbox ? 'Paid by' : 'To'
  return (
    <Section title={title}>
      {isPending && <Loading label="Listing the stamps …" />}
      {error && entries.length === 0 && (
        <ErrorNotice
          error={error}
          title="The stamps cannot be listed just now"
          onRetry={pages.refetch}
        />
      )}
      {!isPending && (entries.length > 0 || !error) && (
        <Table
          caption={title}
          empty={empty}
          columns={[
            { id: 'stamp', label: 'Stamp' },
            { id: 'state', label: 'State' },
            { id: 'stake', label: 'Stake', align: 'end' },
            { id: 'other', label: other },
            { id: 'posted', label: 'Posted' },
          ]}
          rows={entries.map((stamp) => {
            const { word, tone } = stampStatus(stamp, now)
            return {
              id: stamp.stampId,
              cells: {
                stamp: <ThingLink kind="stamp" id={stamp.stampId} />,
                state: <Badge tone={tone}>{word}</Badge>,
                stake: <TokenAmount value={stamp.stake} token={stamp.token} />,
                other: isInbox ? (
                  <ThingLink kind="wallet" id={stamp.sender} />
                ) : (
                  <ThingLink kind="inbox" id={stamp.inboxId} />
                ),
                posted: <Time at={stamp.postedAt} />,
              },
            }
          })}
        />
      )}
      {pages.hasMore && <MoreButton onClick={pages.loadMore} busy={pages.isLoadingMore} />}
    </Section>
  )
}
