import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import styles from './Outcomes.module.css'

/** How the postage of a letter ends: each in the colour that it has everywhere. */
export function Outcomes(): ReactNode {
  return (
    <dl className={styles.outcomes}>
      <div>
        <dt>
          <Badge tone="good">Collected</Badge>
        </dt>
        <dd>The recipient takes the stake, and the relay its carriage.</dd>
      </div>
      <div>
        <dt>
          <Badge tone="neutral">Returned</Badge>
        </dt>
        <dd>
          The recipient gives the stake back to the sender: a letter that was welcome. The relay has
          its carriage.
        </dd>
      </div>
      <div>
        <dt>
          <Badge tone="warn">Expired</Badge>
        </dt>
        <dd>
          Nobody answered in time. The stake goes back to the sender, and the carriage too, unless
          the relay took it in time.
        </dd>
      </div>
    </dl>
  )
}
