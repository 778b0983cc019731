import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { HexText } from '../../ui/HexText.tsx'
import { Page } from '../../ui/Page.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { TextLink } from '../../ui/TextLink.tsx'
import { History } from './history/History.tsx'
import { topicOf } from './history/topicOf.ts'
import { Asked } from './parts/Asked.tsx'
import { LeadState } from './parts/LeadState.tsx'
import { Missing } from './parts/Missing.tsx'
import { NoId } from './parts/NoId.tsx'
import { addressOfUrl } from './parts/ofUrl.ts'
import { RelayFacts } from './relay/RelayFacts.tsx'
import { RelayPrices } from './relay/RelayPrices.tsx'

const states = {
  open: { word: 'Active', tone: 'good', sentence: 'It says that it carries letters.' },
  closed: { word: 'Closed', tone: 'warn', sentence: 'It says that it carries no letters now.' },
} as const

/** A relay: where it is, what it asks, what became of the letters that it was paid for. */
export function RelayFactsPage(): ReactNode {
  const { address: given = '' } = useParams()
  const address = addressOfUrl(given)
  const query = useApi('getRelay', address && { address })
  if (!address) return <NoId title="Relay" given={given} form="an address: 0x and 40 hex digits" />
  const { data } = query
  const topic = topicOf(address)
  return (
    <Page
      title={`Relay ${shortHex(address)}`}
      lead={
        <LeadState
          words={data && (data.relay.active ? states.open : states.closed)}
          isMissing={query.error !== null}
        >
          <HexText value={address} kind="address" full />
        </LeadState>
      }
    >
      <Asked
        query={query}
        label="Looking the relay up …"
        missing={(problem) => (
          <Missing what="relay" problem={problem}>
            <TextLink href={`/explore/wallets/${address}`}>
              What else is known of the address
            </TextLink>
          </Missing>
        )}
      >
        {(answer) => (
          <>
            <RelayPrices prices={answer.prices} />
            <RelayFacts answer={answer} />
            <History
              title="What it did"
              caption="What the relay did, newest first"
              topics={[[topic], [null, topic]]}
              own={address}
            />
          </>
        )}
      </Asked>
    </Page>
  )
}
