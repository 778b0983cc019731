import type { ReactNode } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { sumByToken } from '../../money/sumByToken.ts'
import { TokenAmounts } from '../../money/TokenAmounts.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Row } from '../../ui/Row.tsx'
import type { Answered } from './answerReceived.ts'
import { doneSentence } from './doneSentence.ts'
import type { OnAnswered } from './onAnswered.ts'
import { tellAnswered } from './onAnswered.ts'
import type { Answer, Received } from './Received.ts'
import styles from './Rows.module.css'
import { useAnswer } from './useAnswer.ts'
import { useUnderWay } from './useUnderWay.ts'

/** Chooses among what waits, and answers what is chosen. */
export function AnswerMany({
  open,
  chosen,
  isPayoutYours,
  onChoose,
  onUnderWay,
  onAnswered,
}: {
  /** What can be answered. */
  open: readonly Received[]
  chosen: ReadonlySet<string>
  isPayoutYours: boolean
  onChoose(ids: readonly string[]): void
  onUnderWay(underWay: { answer: Answer; ids: ReadonlySet<string> } | undefined): void
  onAnswered: OnAnswered
}): ReactNode {
  const items = open.filter(({ id }) => chosen.has(id))
  const stamps = items.filter(({ stamp }) => stamp)
  const doneWith =
    (came: 'collected' | 'returned') => (all: readonly Received[], how: Answered) => {
      tellAnswered(came, onAnswered)(all, how)
      onChoose([])
    }
  const collect = useAnswer({
    ...{ answer: 'collect', items, onDone: doneWith('collected') },
    done: (answered) => doneSentence('collect', answered),
  })
  const giveBack = useAnswer({
    ...{ answer: 'return', items: stamps, onDone: doneWith('returned') },
    done: (answered) => doneSentence('return', answered),
  })
  useUnderWay({ collect: collect.answering, return: giveBack.answering }, onUnderWay)
  const progress = collect.progress ?? giveBack.progress
  const isBusy = collect.isBusy || giveBack.isBusy
  const isAll = open.length > 0 && items.length === open.length
  const mails = items.length - stamps.length
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.choice}>
          <Checkbox
            label={open.length > 0 ? 'Select all' : 'Nothing left to select'}
            checked={isAll}
            isPartly={items.length > 0 && !isAll}
            onChange={(all) => onChoose(all ? open.map(({ id }) => id) : [])}
            disabled={open.length === 0 || isBusy}
          />
          {items.length > 0 && (
            <span className={styles.soft}>
              {items.length} chosen:{' '}
              <TokenAmounts
                amounts={sumByToken(items.map(({ token, stake }) => ({ token, amount: stake })))}
              />
            </span>
          )}
        </div>
        <Row>
          <ActButton act={collect} disabled={items.length === 0 || giveBack.isBusy} size="small">
            Collect chosen
          </ActButton>
          <ActButton
            act={giveBack}
            kind="secondary"
            size="small"
            disabled={stamps.length === 0 || collect.isBusy}
          >
            Return chosen
          </ActButton>
        </Row>
      </div>
      <div className={styles.under}>
        {isBusy && progress && progress.total > 1 ? (
          <Progress
            value={progress.done}
            max={progress.total}
            label={collect.isBusy ? 'Collecting' : 'Returning'}
          />
        ) : (
          <p>
            Collect keeps the stake: it goes to{' '}
            {isPayoutYours ? 'your balance' : 'the balance of your inbox’s payout'}. Return gives it
            back to its sender.{' '}
            {mails > 0 &&
              stamps.length > 0 &&
              `${mails === 1 ? 'One of those chosen is a letter' : `${mails} of those chosen are letters`} of a mailing, which can be collected, but not returned.`}
          </p>
        )}
      </div>
      {[collect, giveBack].map(
        (act, place) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two, and they keep their places.
          act.problem && <ActStatus key={place} act={act} />,
      )}
    </>
  )
}
