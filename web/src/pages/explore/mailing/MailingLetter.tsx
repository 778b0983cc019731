import type { ApiSchemas } from '@pennypost/sdk'
import { verifyMailProof } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useApi } from '../../../api/useApi.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { HexText } from '../../../ui/HexText.tsx'
import { Asked } from '../parts/Asked.tsx'
import { Missing } from '../parts/Missing.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

/** One letter of a mailing; that it is in the mailing's root is checked here. */
export function MailingLetter({
  mailing,
  index,
}: {
  mailing: ApiSchemas['Mailing']
  index: number
}): ReactNode {
  const query = useApi('getMailingLeaf', { mailingId: mailing.mailingId, index })
  return (
    <Asked
      query={query}
      label="Looking the letter up …"
      missing={(problem) => <Missing what="letter" problem={problem} />}
    >
      {({ inboxId, letterHash, isCollected, proof }) => {
        const { root, count } = mailing
        const isTrue = verifyMailProof({ root, count, index, inboxId, letterHash, proof })
        return (
          <Facts
            items={[
              { label: 'To', value: <ThingLink kind="inbox" id={inboxId} /> },
              { label: 'For the letter', value: <HexText value={letterHash} kind="hash" /> },
              {
                label: 'State',
                value: isCollected ? (
                  <Badge tone="good">Collected</Badge>
                ) : (
                  <Badge tone="info">Not collected</Badge>
                ),
              },
              {
                label: 'Checked in your browser',
                value: isTrue ? (
                  <Badge tone="good">In the mailing</Badge>
                ) : (
                  <Badge tone="bad">This proof is false</Badge>
                ),
                hint: isTrue
                  ? 'Its proof leads to the root that the mailing names'
                  : 'It does not lead to the root that the mailing names',
              },
            ]}
          />
        )
      }}
    </Asked>
  )
}
