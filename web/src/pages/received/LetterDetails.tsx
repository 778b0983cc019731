import type { ReactNode } from 'react'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Time } from '../../ui/Time.tsx'
import { answerSentence } from './answerSentence.ts'
import { LetterText } from './LetterText.tsx'
import { stakeItems, writerItems } from './letterItems.tsx'
import type { Outcome } from './outcomeOf.ts'
import type { Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'
import { SenderActs } from './SenderActs.tsx'

/** All of a letter and its stake, and what can be done with them. */
export function LetterDetails({
  received,
  row,
  since,
  outcome,
  children,
}: {
  /** Undefined: the letter was free. */
  received?: Received | undefined
  row: RowFacts
  /** Unix seconds: when a free letter came. */
  since?: number | undefined
  /** What came of the stake; undefined: it still waits. */
  outcome?: Outcome | undefined
  /** Buttons that answer. */
  children?: ReactNode
}): ReactNode {
  const { writer } = row
  return (
    <>
      <LetterText state={row.letter} />
      {received && !outcome && (
        <Stack gap="small">
          <Row>{children}</Row>
          <p>{answerSentence(received, row.isPayoutYours)}</p>
        </Stack>
      )}
      <Facts
        items={[
          ...writerItems(row),
          ...(received ? stakeItems(received, row, outcome) : []),
          ...(since === undefined ? [] : [{ label: 'Received', value: <Time at={since} /> }]),
        ]}
      />
      {writer && (
        <Stack gap="small">
          <Row>
            <ButtonLink href={`/write?to=${writer.subject}`} size="small">
              Reply
            </ButtonLink>
          </Row>
          <SenderActs inboxId={row.inboxId} subject={writer.subject} facts={row.facts} />
        </Stack>
      )}
    </>
  )
}
