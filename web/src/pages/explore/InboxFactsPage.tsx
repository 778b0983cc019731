import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { doorWords } from '../../facts/doorWords.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Page } from '../../ui/Page.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { History } from './history/History.tsx'
import { InboxFacts } from './inbox/InboxFacts.tsx'
import { InboxKeys } from './inbox/InboxKeys.tsx'
import { InboxTerms } from './inbox/InboxTerms.tsx'
import { OtherChainsOfInbox } from './inbox/OtherChainsOfInbox.tsx'
import { Asked } from './parts/Asked.tsx'
import { LeadState } from './parts/LeadState.tsx'
import { Missing } from './parts/Missing.tsx'
import { NoId } from './parts/NoId.tsx'
import { idOfUrl } from './parts/ofUrl.ts'
import { StampList } from './parts/StampList.tsx'

/** An inbox: what it asks of strangers, who speaks for it, what came to it. */
export function InboxFactsPage(): ReactNode {
  const { id: given = '' } = useParams()
  const inboxId = idOfUrl(given)
  const query = useApi('getInbox', inboxId && { inboxId })
  if (!inboxId) return <NoId title="Inbox" given={given} form="an id: 0x and 64 hex digits" />
  const { data } = query
  return (
    <Page
      title={`Inbox ${shortHex(inboxId)}`}
      lead={
        <LeadState words={data && doorWords[data.inbox.door]} isMissing={query.error !== null}>
          <HexText value={inboxId} kind="id" full />
        </LeadState>
      }
      actions={
        data && (
          <ButtonLink href={`/write?to=${inboxId}`} kind="primary">
            Write to it
          </ButtonLink>
        )
      }
    >
      <Asked
        query={query}
        label="Looking the inbox up …"
        missing={(problem) => (
          <Missing what="inbox" problem={problem}>
            <OtherChainsOfInbox inboxId={inboxId} />
          </Missing>
        )}
      >
        {({ inbox }) => (
          <>
            <InboxTerms inbox={inbox} />
            <InboxFacts inbox={inbox} />
            <InboxKeys inboxId={inboxId} counts={inbox.counts.keys} />
            <StampList
              title="Stamps sent to it"
              list="listInboxStamps"
              parameters={{ inboxId }}
              empty="Nobody has paid to write to it yet"
            />
            <History
              title="What it did"
              caption="What the inbox did, newest first"
              topics={[[inboxId]]}
              own={inboxId}
            />
          </>
        )}
      </Asked>
    </Page>
  )
}
