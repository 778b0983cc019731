import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { exactTime } from './exactTime.ts'
import { relativeTime } from './relativeTime.ts'
import { sharedClock } from './sharedClock.ts'
import styles from './Time.module.css'
import { Tooltip } from './Tooltip.tsx'

/** When something was or will be: how long ago, and to the second on hover, focus or tap. */
export function Time({
  at,
}: {
  /** Unix seconds. */
  at: number
}): ReactNode {
  // The text is the snapshot: it is rendered again only when it says something else.
  const words = useSyncExternalStore(sharedClock.subscribe, () =>
    relativeTime(at, sharedClock.now()),
  )
  return (
    <Tooltip content={exactTime(at)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time is for the keyboard too. */}
      <time dateTime={new Date(at * 1000).toISOString()} tabIndex={0} className={styles.time}>
        {words}
      </time>
    </Tooltip>
  )
}
