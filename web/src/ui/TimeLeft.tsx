import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { exactTime } from './exactTime.ts'
import { sharedClock } from './sharedClock.ts'
import styles from './Time.module.css'
import { Tooltip } from './Tooltip.tsx'
import { timeLeft } from './timeLeft.ts'

/** How much time is left, ticking; its end to the second on hover, focus or tap. */
export function TimeLeft({
  until,
}: {
  /** Unix seconds; at this second it is `over`. */
  until: number
}): ReactNode {
  const words = useSyncExternalStore(sharedClock.subscribe, () =>
    timeLeft(until, sharedClock.now()),
  )
  return (
    <Tooltip content={`until ${exactTime(until)}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time is for the keyboard too. */}
      <time dateTime={new Date(until * 1000).toISOString()} tabIndex={0} className={styles.time}>
        {words}
      </time>
    </Tooltip>
  )
}
