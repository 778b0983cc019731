import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { durationText } from '../../../input/durationText.ts'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { TokenName } from '../parts/TokenName.tsx'

/** What an inbox asks of strangers, by token. */
export function InboxTerms({ inbox }: { inbox: ApiSchemas['Inbox'] }): ReactNode {
  if (inbox.terms.length === 0 && inbox.door !== 'postage') return null
  return (
    <Section
      title="What it asks of strangers"
      lead={inbox.door === 'postage' ? undefined : 'These count while the door is set to postage.'}
    >
      <Table
        caption="Stake and answer window, by token"
        empty="It takes no token as postage, so no stranger can write."
        columns={[
          { id: 'stake', label: 'Stake' },
          { id: 'token', label: 'Token' },
          { id: 'window', label: 'Answers within' },
          { id: 'since', label: 'Since' },
        ]}
        rows={inbox.terms.map(({ token, stake, window, relayMayCollect, sinceTime }) => ({
          id: token,
          cells: {
            stake: <TokenAmount value={stake} token={token} />,
            token: <TokenName token={token} />,
            window: (
              <>
                {durationText(window)}
                {relayMayCollect && <div>The relay may collect for it</div>}
              </>
            ),
            since: <Time at={sinceTime} />,
          },
        }))}
      />
    </Section>
  )
}
