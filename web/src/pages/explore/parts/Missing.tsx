import type { ApiProblemError } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../../ui/ButtonLink.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import styles from './Missing.module.css'

/** In place of a page's content: there is nothing of that id, and up to which block that is known. */
export function Missing({
  what,
  problem,
  children,
}: {
  /** `stamp` */
  what: string
  problem?: ApiProblemError | undefined
  children?: ReactNode
}): ReactNode {
  return (
    <Empty
      title={`There is no such ${what}`}
      action={<ButtonLink href="/explore">Look for something else</ButtonLink>}
    >
      <div className={styles.words}>
        {problem && <p>{problem.detail}</p>}
        {children}
      </div>
    </Empty>
  )
}
