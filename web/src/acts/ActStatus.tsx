import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Steps } from '../ui/Steps.tsx'
import hidden from '../ui/VisuallyHidden.module.css'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import type { Act, ActState } from './Act.ts'
import styles from './ActStatus.module.css'
import { TransactionHash } from './TransactionHash.tsx'
import { useIsSlow } from './useIsSlow.ts'

const words: Readonly<Record<ActState, string>> = {
  idle: '',
  checking: 'Checking whether it will work.',
  asking: 'Confirm in your wallet.',
  mining: 'Sent. It is being mined.',
  indexing: 'Mined. The page is being brought up to date.',
  done: 'Done.',
  failed: '',
}

/** After a quarter of a minute. */
const slowWords: Partial<Record<ActState, string>> = {
  asking: 'Nothing to see? Open your wallet: the request waits there.',
  mining:
    'This takes longer than usual: the fee may be low, or the node of this page slow. It goes on by itself.',
}

/** How far an act is, step by step where it has several, and what went wrong. */
export function ActStatus({ act }: { act: Act }): ReactNode {
  const { state, steps, problem, isBusy } = act
  const isShown = steps.length > 1 && state !== 'idle' && state !== 'done'
  const isSlow = useIsSlow(state)
  const hint = isSlow ? slowWords[state] : undefined
  return (
    <>
      <div role="status" className={isBusy && (!isShown || hint) ? styles.status : hidden.hidden}>
        {isShown ? <VisuallyHidden>{words[state]}</VisuallyHidden> : words[state]}
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {isShown && <Steps steps={steps} />}
      {problem && (
        <Notice
          tone="bad"
          title={problem.title}
          action={
            problem.way && (
              <Button size="small" onClick={problem.way.run}>
                {problem.way.label}
              </Button>
            )
          }
        >
          {problem.sentence}
          {problem.hash && <TransactionHash hash={problem.hash} />}
        </Notice>
      )}
    </>
  )
}
