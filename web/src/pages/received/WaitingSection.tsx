import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { shortHex } from '../../ui/shortHex.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { AnswerMany } from './AnswerMany.tsx'
import { AtStake } from './AtStake.tsx'
import { canCollect } from './isWaiting.ts'
import { nameOfEach } from './nameOfEach.ts'
import type { OnAnswered } from './onAnswered.ts'
import type { Answer, Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'
import styles from './Rows.module.css'
import { RowsSkeleton } from './RowsSkeleton.tsx'
import { useFocusKept } from './useFocusKept.ts'
import { useSettling } from './useSettling.ts'
import type { Waiting } from './useWaiting.ts'
import { WaitingRow } from './WaitingRow.tsx'

/** So many rows stand on the page before one has to ask for more. */
export const rowsAtFirst = 50

/** The stakes that wait for an answer, one by one or many at once. */
export function WaitingSection({
  waiting,
  answered,
  count,
  onMore,
  rowOf,
  isPayoutYours,
  onAnswered,
}: {
  waiting: Waiting
  /** Those with an outcome, by their id, as far as they were fetched. */
  answered: ReadonlyMap<string, Received>
  /** How many rows are on the page. */
  count: number
  onMore(): void
  rowOf(item: { received: Received }): RowFacts
  isPayoutYours: boolean
  onAnswered: OnAnswered
}): ReactNode {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [underWay, setUnderWay] = useState<{ answer: Answer; ids: ReadonlySet<string> }>()
  const { shown, error, isPart, loadMore, retry } = waiting
  const { items, fresh, gone } = shown ?? none
  const left = items.filter(({ id }) => !gone.has(id))
  const open = left.filter((received) => canCollect(received, sharedClock.now()))
  const visible = visibleOf(items, fresh, count)
  const rows = visible.map((received) => rowOf({ received }))
  const names = nameOfEach(
    visible.map(({ payer }, place) => shortHex(rows[place]?.writer?.subject ?? payer)),
  )
  const around = useFocusKept()
  const list = useSettling(visible.map(({ id }) => id))
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const news = [...fresh].filter((id) => !gone.has(id)).length
  return (
    <div ref={around}>
      <Section
        title="Waiting for your answer"
        lead={
          left.length > 0 ? (
            <AtStake left={left} />
          ) : (
            items.length > 0 && 'All of these are answered.'
          )
        }
      >
        <VisuallyHidden>
          <span role="status">
            {news > 0 && `${news} new at the end of the list of what waits for your answer.`}
          </span>
        </VisuallyHidden>
        {error && !shown && (
          <ErrorNotice
            error={error}
            title="What waits for you cannot be listed now"
            onRetry={retry}
          />
        )}
        {!error && !shown && <RowsSkeleton label="Looking for what waits for your answer …" />}
        {shown && items.length === 0 && (
          <Empty title="Nothing waits for your answer">
            Letters of strangers show up here by themselves, each with what was staked on it.
          </Empty>
        )}
        {items.length > 0 && (
          <div>
            <AnswerMany
              {...{ open, chosen, isPayoutYours, onAnswered }}
              onChoose={(ids) => setChosen(new Set(ids))}
              onUnderWay={setUnderWay}
            />
            <ul ref={list} className={styles.rows}>
              {visible.map((received, place) => (
                <WaitingRow
                  key={received.id}
                  received={received}
                  row={rows[place] ?? rowOf({ received })}
                  name={names[place] ?? ''}
                  isFresh={fresh.has(received.id)}
                  isGone={gone.has(received.id)}
                  answered={answered.get(received.id)}
                  isChosen={chosen.has(received.id)}
                  onChoose={(isChosen) => choose(received.id, isChosen)}
                  underWay={underWay?.ids.has(received.id) ? underWay.answer : undefined}
                  onAnswered={onAnswered}
                />
              ))}
            </ul>
            {visible.length < items.length && <MoreButton onClick={onMore} />}
          </div>
        )}
        {isPart && (
          <Notice
            tone="warn"
            title="More wait than are listed"
            action={<Button onClick={loadMore}>Fetch more</Button>}
          >
            The newest are here. Older ones, that may end sooner, are not.
          </Notice>
        )}
      </Section>
    </div>
  )
}

const none = { items: [], fresh: new Set<string>(), gone: new Set<string>() }

/** The first so many, and what has come since: that is not hidden behind a button. */
export function visibleOf(
  items: readonly Received[],
  fresh: ReadonlySet<string>,
  count: number,
): readonly Received[] {
  return items.filter(({ id }, place) => place < count || fresh.has(id))
}
