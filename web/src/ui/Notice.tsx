import type { ReactNode } from 'react'
import type { Tone } from './Badge.tsx'
import { classes } from './classes.ts'
import type { IconName } from './Icon.tsx'
import { Icon } from './Icon.tsx'
import styles from './Notice.module.css'

const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'info',
  good: 'check',
  warn: 'warning',
  bad: 'warning',
  info: 'info',
}

/** Sentences that matter where they stand, with a way out. Something `bad` is announced at once. */
export function Notice({
  tone = 'neutral',
  title,
  children,
  action,
}: {
  tone?: Tone | undefined
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className={classes(styles.notice, styles[tone])}
    >
      <span className={styles.mark}>
        <Icon name={icons[tone]} />
      </span>
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  )
}
