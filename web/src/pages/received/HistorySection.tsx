import type { ReactNode } from 'react'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { LetterDetails } from './LetterDetails.tsx'
import { LetterRow } from './LetterRow.tsx'
import { outcomeOf } from './outcomeOf.ts'
import type { Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'
import styles from './Rows.module.css'
import { RowsSkeleton } from './RowsSkeleton.tsx'
import type { History } from './useHistory.ts'

/** What was answered, or ended without an answer. */
export function HistorySection({
  items,
  history,
  rowOf,
}: {
  items: readonly Received[]
  history: History
  rowOf(item: { received: Received }): RowFacts
}): ReactNode {
  const { isPending, error, hasMore, isLoadingMore, loadMore, refetch } = history
  const now = sharedClock.now()
  return (
    <Section title="Answered and over" lead="Newest first.">
      {error && items.length === 0 && <ErrorNotice error={error} onRetry={refetch} />}
      {isPending && !error && <RowsSkeleton label="Looking for what was answered …" />}
      {!isPending && !error && items.length === 0 && !hasMore && (
        <Empty title="Nothing here yet">
          What you answer goes here, and what ended without an answer.
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={styles.rows}>
          {items.map((received) => {
            const row = rowOf({ received })
            const outcome = outcomeOf(received, now)
            return (
              <LetterRow
                key={received.id}
                row={row}
                amount={<TokenAmount token={received.token} value={received.stake} />}
                note={<Badge tone={outcome.tone}>{outcome.word}</Badge>}
              >
                <LetterDetails received={received} row={row} outcome={outcome} />
              </LetterRow>
            )
          })}
        </ul>
      )}
      {hasMore && <MoreButton onClick={loadMore} busy={isLoadingMore} />}
    </Section>
  )
}
