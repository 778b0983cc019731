import { Collapsible } from '@base-ui/react/collapsible'
import type { ReactNode } from 'react'
import styles from './Disclosure.module.css'
import { Icon } from './Icon.tsx'

/** More, for those who want it. */
export function Disclosure({
  summary,
  isOpenAtFirst = false,
  children,
}: {
  summary: ReactNode
  isOpenAtFirst?: boolean | undefined
  children: ReactNode
}): ReactNode {
  return (
    <Collapsible.Root defaultOpen={isOpenAtFirst} className={styles.root}>
      <Collapsible.Trigger className={styles.trigger}>
        <span className={styles.mark}>
          <Icon name="chevron-right" />
        </span>
        <span>{summary}</span>
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles.panel}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
