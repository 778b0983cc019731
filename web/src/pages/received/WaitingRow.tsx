import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { amountText } from '../../facts/amountText.ts'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { timeLeft } from '../../ui/timeLeft.ts'
import { AnswerButtons } from './AnswerButtons.tsx'
import { canCollect, canReturn, whyNotCollected } from './isWaiting.ts'
import { LetterDetails } from './LetterDetails.tsx'
import { LetterRow } from './LetterRow.tsx'
import type { OnAnswered } from './onAnswered.ts'
import type { Outcome } from './outcomeOf.ts'
import type { Answer, Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'
import styles from './Rows.module.css'
import { useIsOver } from './useIsOver.ts'
import { useOutcome } from './useOutcome.ts'
import { useRowAnswers } from './useRowAnswers.ts'

/** A stake that waits for an answer, and stays in its place until it is known what came of it. */
export function WaitingRow({
  received,
  row,
  name,
  isFresh,
  isGone,
  answered,
  isChosen,
  onChoose,
  underWay,
  onAnswered,
}: {
  received: Received
  row: RowFacts
  /** Read out behind what its controls do, and the stake: `0x1234…abcd, 1st of 2`. */
  name: string
  /** It came after the list was first shown. */
  isFresh: boolean
  /** It no longer waits. */
  isGone: boolean
  /** The same with what came of it, where that is known already. */
  answered: Received | undefined
  isChosen: boolean
  onChoose(isChosen: boolean): void
  /** What is being done with it among others. */
  underWay?: Answer | undefined
  onAnswered: OnAnswered
}): ReactNode {
  const token = useToken(received.token)
  const isOver = useIsOver(received.expiresAt)
  const answers = useRowAnswers(received, { isPayoutYours: row.isPayoutYours, onAnswered })
  const { collect, giveBack, came } = answers
  const doing = underWay ?? answers.doing
  const outcome = useOutcome(received, isGone, answered, came)
  const isOpenToAnswer = !outcome && !isOver && !doing
  const of = `${amountText(received.stake, token)} from ${name}`
  const now = sharedClock.now()
  const buttons = !outcome && (
    <AnswerButtons
      {...{ collect, giveBack, of }}
      mayCollect={isOpenToAnswer && canCollect(received, now)}
      mayReturn={received.stamp ? isOpenToAnswer && canReturn(received, now) : undefined}
    />
  )
  return (
    <LetterRow
      row={row}
      lead={
        outcome ? (
          <span className={styles.noChoice} />
        ) : (
          <Checkbox
            label={`Choose ${of}`}
            isLabelHidden
            checked={isChosen && isOpenToAnswer}
            onChange={onChoose}
            disabled={!isOpenToAnswer}
          />
        )
      }
      mark={isFresh && !outcome && <Badge tone="info">New</Badge>}
      reason={outcome || isOver ? undefined : whyNotCollected(received)}
      isQuiet={outcome !== undefined || isOver}
      amount={<Amount value={received.stake} token={token} />}
      note={<Note {...{ doing, outcome }} until={received.expiresAt} />}
      quick={buttons}
      below={[collect, giveBack].map(
        (act, place) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two, and they keep their places.
          act.problem && <ActStatus key={place} act={act} />,
      )}
    >
      <LetterDetails received={received} row={row} outcome={outcome}>
        {buttons}
      </LetterDetails>
    </LetterRow>
  )
}

/** What is under way, what came of it, or the time that is left: as words alone, as it stands within a button. */
function Note({
  doing,
  outcome,
  until,
}: {
  doing: Answer | undefined
  outcome: Outcome | undefined
  until: number
}): ReactNode {
  const time = useSyncExternalStore(sharedClock.subscribe, () => timeLeft(until, sharedClock.now()))
  if (doing) return doing === 'collect' ? 'Collecting …' : 'Returning …'
  if (outcome) return <Badge tone={outcome.tone}>{outcome.word}</Badge>
  return time === 'over' ? 'Time is over' : `${time} left`
}
