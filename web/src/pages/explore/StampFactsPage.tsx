import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { Page } from '../../ui/Page.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { Asked } from './parts/Asked.tsx'
import { Missing } from './parts/Missing.tsx'
import { NoId } from './parts/NoId.tsx'
import { OtherChain } from './parts/OtherChain.tsx'
import { idOfUrl } from './parts/ofUrl.ts'
import { CheckYourself } from './proof/CheckYourself.tsx'
import { StampFacts } from './stamp/StampFacts.tsx'
import { StampHistory } from './stamp/StampHistory.tsx'
import { StampLead } from './stamp/StampLead.tsx'

/** A stamp: what became of it, what it pays to whom, and how anybody can check that. */
export function StampFactsPage(): ReactNode {
  const { id: given = '' } = useParams()
  const stampId = idOfUrl(given)
  const query = useApi('getStamp', stampId && { stampId })
  if (!stampId) return <NoId title="Stamp" given={given} form="an id: 0x and 64 hex digits" />
  const { data, refetch } = query
  return (
    <Page
      title={`Stamp ${shortHex(stampId)}`}
      lead={<StampLead stampId={stampId} answer={data} isMissing={query.error !== null} />}
    >
      <Asked
        query={query}
        label="Looking the stamp up …"
        missing={(problem) => <Missing what="stamp" problem={problem} />}
      >
        {(answer) => (
          <OtherChain what="stamp" asOf={answer.asOf}>
            <StampFacts answer={answer} />
            <StampHistory answer={answer} />
            <CheckYourself
              stampId={stampId}
              told={answer}
              refetch={async () => (await refetch()).data}
            />
          </OtherChain>
        )}
      </Asked>
    </Page>
  )
}
