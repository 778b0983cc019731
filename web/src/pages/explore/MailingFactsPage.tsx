import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { mailingStatus } from '../../facts/mailingStatus.ts'
import { useNow } from '../../facts/useNow.ts'
import { HexText } from '../../ui/HexText.tsx'
import { Page } from '../../ui/Page.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { MailingFacts } from './mailing/MailingFacts.tsx'
import { MailingHistory } from './mailing/MailingHistory.tsx'
import { MailingLetters } from './mailing/MailingLetters.tsx'
import { Asked } from './parts/Asked.tsx'
import { LeadState } from './parts/LeadState.tsx'
import { Missing } from './parts/Missing.tsx'
import { NoId } from './parts/NoId.tsx'
import { OtherChain } from './parts/OtherChain.tsx'
import { idOfUrl } from './parts/ofUrl.ts'

/** A mailing: what became of it, what it pays for each letter, who may collect. */
export function MailingFactsPage(): ReactNode {
  const { id: given = '' } = useParams()
  const mailingId = idOfUrl(given)
  const query = useApi('getMailing', mailingId && { mailingId })
  const now = useNow()
  if (!mailingId) return <NoId title="Mailing" given={given} form="an id: 0x and 64 hex digits" />
  const { data } = query
  return (
    <Page
      title={`Mailing ${shortHex(mailingId)}`}
      lead={
        <LeadState
          words={data && mailingStatus(data.mailing, now)}
          isMissing={query.error !== null}
        >
          <HexText value={mailingId} kind="id" full />
        </LeadState>
      }
    >
      <Asked
        query={query}
        label="Looking the mailing up …"
        missing={(problem) => <Missing what="mailing" problem={problem} />}
      >
        {(answer) => (
          <OtherChain what="mailing" asOf={answer.asOf}>
            <MailingFacts answer={answer} />
            <MailingLetters answer={answer} />
            <MailingHistory answer={answer} />
          </OtherChain>
        )}
      </Asked>
    </Page>
  )
}
