import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './MoreButton.module.css'

/** Below a list: fetches its next part. */
export function MoreButton({
  onClick,
  busy = false,
  children = 'Show more',
}: {
  onClick(): void
  busy?: boolean | undefined
  children?: ReactNode
}): ReactNode {
  return (
    <div className={styles.more}>
      <Button busy={busy} onClick={() => onClick()}>
        {children}
      </Button>
    </div>
  )
}
