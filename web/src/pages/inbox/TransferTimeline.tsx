import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Steps } from '../../ui/Steps.tsx'
import { Time } from '../../ui/Time.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { RecoveryPhase } from './recoveryPhase.ts'

/** Requested, ready, done: a handing over with its delay. */
export function TransferTimeline({
  transfer: { startedAt, acceptableFrom, acceptableUntil },
  phase,
}: {
  transfer: ApiSchemas['InboxRecoveryTransfer']
  phase: RecoveryPhase
}): ReactNode {
  return (
    <Steps
      steps={[
        { label: 'Requested', state: 'done', note: <Time at={startedAt} /> },
        {
          label: phase === 'waiting' ? 'Two days in which it can be cancelled' : 'Ready',
          state: phase === 'waiting' ? 'busy' : 'done',
          note:
            phase === 'waiting' ? (
              <>
                Ready in <TimeLeft until={acceptableFrom} />
              </>
            ) : (
              <Time at={acceptableFrom} />
            ),
        },
        {
          label: phase === 'over' ? 'Over: nobody accepted it in time' : 'Accepted',
          state: phase === 'over' ? 'failed' : 'waiting',
          note:
            phase === 'over' ? (
              <Time at={acceptableUntil} />
            ) : (
              <>
                At the latest in <TimeLeft until={acceptableUntil} />
              </>
            ),
        },
      ]}
    />
  )
}
