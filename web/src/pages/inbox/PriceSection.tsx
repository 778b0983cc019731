import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { doorWords } from '../../facts/doorWords.ts'
import { durationText } from '../../input/durationText.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Editable } from './Editable.tsx'
import type { InboxView } from './inboxView.ts'
import { refusalFor } from './refusalFor.ts'

/** Fetched when it is first opened. */
const PriceEditor = lazyPart(() => import('./PriceEditor.tsx').then((part) => part.PriceEditor))

/** What strangers meet: the door, and what it costs them. */
export function PriceSection({ view }: { view: InboxView }): ReactNode {
  const { door, terms, hasMore } = view.inbox
  const { word, tone, sentence } = doorWords[door]
  return (
    <Section
      title="Door and price"
      lead="What strangers meet. Letters that were paid before a change keep what was asked then."
    >
      {door === 'postage' && terms.length === 0 && (
        <Notice tone="warn" title="No stranger can write to you">
          The door asks for postage, and there is no price in any token. Add one, or open the door.
        </Notice>
      )}
      <Facts
        items={[
          { label: 'Door', value: <Badge tone={tone}>{word}</Badge>, hint: sentence },
          ...terms.map((each, index) => ({
            label: terms.length === 1 ? 'Price' : `Price ${index + 1}`,
            value: <Stake terms={each} />,
            hint: termsHint(each, door),
          })),
        ]}
      />
      {hasMore.terms && <p>There are more prices than the API lists here.</p>}
      <Editable label="Change door and price" refusal={refusalFor('setPrice', view.authority)}>
        {(close) => <PriceEditor inbox={view.inbox} close={close} />}
      </Editable>
    </Section>
  )
}

function Stake({ terms: { token, stake } }: { terms: ApiSchemas['InboxTerms'] }): ReactNode {
  return (
    <Row>
      <TokenAmount value={BigInt(stake)} token={token} />
      {!/^0x0+$/.test(token) && <HexText value={token} kind="address" />}
    </Row>
  )
}

function termsHint(
  { window, relayMayCollect }: ApiSchemas['InboxTerms'],
  door: ApiSchemas['Inbox']['door'],
): string {
  const parts = [
    `Answer window of ${durationText(window)}.`,
    relayMayCollect ? 'The relay of a letter may collect its stake for you.' : '',
    door === 'postage' ? '' : 'Kept for when the door asks for postage.',
  ]
  return parts.filter(Boolean).join(' ')
}
