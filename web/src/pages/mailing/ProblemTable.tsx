import type { ReactNode } from 'react'
import { useState } from 'react'
import type { LineProblem } from '../../input/csvRecipients.ts'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Table } from '../../ui/Table.tsx'

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
          { id: 'reason', label: 'What is wrong' },
        ]}
        rows={sorted.slice(0, shown).map(({ line, reason }, index) => ({
          id: `${line} ${index}`,
          cells: { line: line.toLocaleString('en'), reason },
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
