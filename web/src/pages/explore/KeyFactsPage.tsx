import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { HexText } from '../../ui/HexText.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { History } from './history/History.tsx'
import { KeyFacts } from './key/KeyFacts.tsx'
import { keyLead } from './key/keyLead.ts'
import { Asked } from './parts/Asked.tsx'
import { LeadState } from './parts/LeadState.tsx'
import { Missing } from './parts/Missing.tsx'
import { NoId } from './parts/NoId.tsx'
import { idOfUrl } from './parts/ofUrl.ts'

/** A key: for which inboxes it speaks, or spoke. */
export function KeyFactsPage(): ReactNode {
  const { keyId: given = '' } = useParams()
  const keyId = idOfUrl(given)
  const query = useApi('findInboxes', keyId && { keyId, limit: 20 })
  if (!keyId) return <NoId title="Key" given={given} form="an id: 0x and 64 hex digits" />
  const { data } = query
  return (
    <Page
      title={`Key ${shortHex(keyId)}`}
      lead={
        <LeadState
          words={data && keyLead(data.inboxes)}
          isMissing={query.error !== null || data?.inboxes.length === 0}
        >
          <HexText value={keyId} kind="id" full />
        </LeadState>
      }
    >
      <Asked
        query={query}
        label="Looking the key up …"
        missing={(problem) => <Missing what="key" problem={problem} />}
      >
        {({ inboxes, asOf }) =>
          inboxes.length === 0 ? (
            <Missing what="key">
              {`No inbox has added or banned it, as of block ${asOf.blockNumber}.`}
            </Missing>
          ) : (
            <>
              {inboxes.map((inbox) => (
                <Section key={inbox.inboxId} title={`For the inbox ${shortHex(inbox.inboxId)}`}>
                  <KeyFacts inbox={inbox} />
                </Section>
              ))}
              <History
                caption="What happened to the key, newest first"
                topics={[[null, keyId]]}
                own={keyId}
              />
            </>
          )
        }
      </Asked>
    </Page>
  )
}
