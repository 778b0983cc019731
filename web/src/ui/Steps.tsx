import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import { Spinner } from './Spinner.tsx'
import styles from './Steps.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type StepState = 'waiting' | 'busy' | 'done' | 'failed'

const words: Readonly<Record<StepState, string>> = {
  waiting: 'to do',
  busy: 'under way',
  done: 'done',
  failed: 'failed',
}

const marks: Readonly<Record<StepState, ReactNode>> = {
  waiting: null,
  busy: <Spinner />,
  done: <Icon name="check" />,
  failed: <Icon name="close" />,
}

/** What is done one after the other, and how far it is. */
export function Steps({
  steps,
}: {
  steps: readonly { label: string; state: StepState; note?: ReactNode }[]
}): ReactNode {
  return (
    <ol className={styles.steps}>
      {steps.map(({ label, state, note }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: steps keep their places, and labels may repeat.
          key={index}
          aria-current={state === 'busy' ? 'step' : undefined}
          className={classes(styles.step, styles[state])}
        >
          <span className={styles.mark}>{marks[state]}</span>
          <span>
            {label}
            <VisuallyHidden>, {words[state]}</VisuallyHidden>
            {note && <span className={styles.note}>{note}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
