import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { Place } from './Place.tsx'

/** What happened, row by row: what, when, in which block and transaction. */
export function StepTable({
  caption,
  steps,
}: {
  caption: string
  steps: readonly {
    what: ReactNode
    /** Unix seconds. */
    timestamp: number
    blockNumber: string
    logIndex: number
    transaction: Hex
  }[]
}): ReactNode {
  return (
    <Table
      caption={caption}
      columns={[
        { id: 'what', label: 'What' },
        { id: 'when', label: 'When' },
        { id: 'block', label: 'Block' },
      ]}
      rows={steps.map((step) => ({
        id: `${step.blockNumber} ${step.logIndex}`,
        cells: {
          what: step.what,
          when: <Time at={step.timestamp} />,
          block: <Place block={step.blockNumber} transaction={step.transaction} />,
        },
      }))}
    />
  )
}
