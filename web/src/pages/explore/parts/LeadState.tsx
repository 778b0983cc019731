import type { ReactNode } from 'react'
import type { StampStatusWords } from '../../../facts/stampStatus.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Row } from '../../../ui/Row.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import styles from './LeadState.module.css'

/** Below the title of a thing's page: its id, its state in a word, and what that means. */
export function LeadState({
  words,
  isMissing = false,
  children,
}: {
  /** `undefined`: not known yet. */
  words: StampStatusWords | undefined
  /** There is no state to wait for. */
  isMissing?: boolean | undefined
  children: ReactNode
}): ReactNode {
  return (
    <Stack gap="small">
      <div className={styles.id}>{children}</div>
      <div className={styles.state}>
        {words ? (
          <Row>
            <Badge tone={words.tone}>{words.word}</Badge>
            <span>{words.sentence}</span>
          </Row>
        ) : (
          !isMissing && <Skeleton width="18rem" />
        )}
      </div>
    </Stack>
  )
}
