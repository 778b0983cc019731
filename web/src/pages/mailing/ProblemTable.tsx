import type { ReactNode } from 'react'
import { useState } from 'react'
import type { LineProblem } from '../../input/csvRecipients.ts'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Table } from '../../ui/Table.tsx'
import { RecipientText } from './RecipientText.tsx'

const pageSize = 20

/** Lines that cannot be mailed, and why. */
export function ProblemTable({ problems }: { problems: readonly LineProblem[] }): ReactNode {
  const [shown, setShown] = useState(pageSize)
  const sorted = [...problems].sort((one, other) => one.line - other.line)
  return (
    <>
      <Table
        caption="Lines that cannot be mailed"
        columns={[
          { id: 'line', label: 'Line' },
          { id: 'recipient', label: 'Recipient' },
          { id: 'reason', label: 'What is wrong' },
        ]}
        rows={sorted.slice(0, shown).map(({ line, recipient, reason }, index) => ({
          id: `${line} ${index}`,
          cells: {
            line: line.toLocaleString('en'),
            recipient: recipient ? <RecipientText value={recipient} /> : '–',
            reason,
          },
        }))}
      />
      {sorted.length > shown && (
        <MoreButton onClick={() => setShown(shown + 100)}>
          Show more of {sorted.length.toLocaleString('en')}
        </MoreButton>
      )}
    </>
  )
}
