import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Notice } from '../../../ui/Notice.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

/** That the last word over an inbox is being handed over. */
export function RecoveryTransfer({
  transfer,
}: {
  transfer: ApiSchemas['InboxRecoveryTransfer']
}): ReactNode {
  return (
    <Notice tone="warn" title="Its recovery is being handed over">
      To <ThingLink kind="wallet" id={transfer.to} />, started by{' '}
      <ThingLink kind="wallet" id={transfer.startedBy} /> <Time at={transfer.startedAt} />. It can
      be accepted from <Time at={transfer.acceptableFrom} /> on, until{' '}
      <Time at={transfer.acceptableUntil} />.
    </Notice>
  )
}
