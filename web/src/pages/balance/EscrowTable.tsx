import type { ReactNode } from 'react'
import { stampStatus } from '../../facts/stampStatus.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { Table } from '../../ui/Table.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { OwnStamp } from './escrowOf.ts'
import { escrowOf } from './escrowOf.ts'

/** Own stamps that wait for an answer. */
export function EscrowTable({ stamps }: { stamps: readonly OwnStamp[] }): ReactNode {
  const now = sharedClock.now()
  return (
    <Table
      caption="Your stamps that wait for an answer, soonest to end first"
      columns={[
        { id: 'stamp', label: 'Stamp' },
        { id: 'to', label: 'To' },
        { id: 'status', label: 'Status' },
        { id: 'left', label: 'Time left' },
        { id: 'amount', label: 'In escrow', align: 'end' },
      ]}
      rows={stamps.map((stamp) => {
        const { stampId, inboxId, expiresAt } = stamp
        const { word, tone } = stampStatus(stamp, now)
        const { token, amount } = escrowOf(stamp)
        return {
          id: stampId,
          cells: {
            stamp: <HexText value={stampId} kind="id" href={`/explore/stamps/${stampId}`} />,
            to: <HexText value={inboxId} kind="id" href={`/explore/inboxes/${inboxId}`} />,
            status: <Badge tone={tone}>{word}</Badge>,
            left: <TimeLeft until={expiresAt} />,
            amount: <TokenAmount token={token} value={amount} />,
          },
        }
      })}
    />
  )
}
