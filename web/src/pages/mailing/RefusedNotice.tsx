import type { ReactNode } from 'react'
import { reasonSentence } from '../../facts/reasonSentence.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Table } from '../../ui/Table.tsx'
import { lettersText } from './lettersText.ts'
import type { RefusedLetter } from './sendRest.ts'

const mostTold = 30

/** The letters of a mailing that the relay has not taken, by their lines in the list, and why. */
export function RefusedNotice({ refused }: { refused: readonly RefusedLetter[] }): ReactNode {
  const sorted = [...refused].sort((one, other) => one.line - other.line || one.index - other.index)
  return (
    <Notice tone="warn" title={`The relay has not taken ${lettersText(refused.length)}`}>
      <Table
        caption="Letters that the relay has not taken"
        columns={[
          { id: 'line', label: 'Line' },
          { id: 'reason', label: 'Why' },
        ]}
        rows={sorted.slice(0, mostTold).map(({ index, line, reason }) => ({
          id: String(index),
          cells: { line: line.toLocaleString('en'), reason: sentenceOf(reason) },
        }))}
      />
      {refused.length > mostTold && <p>And {refused.length - mostTold} more.</p>}
    </Notice>
  )
}

function sentenceOf(reason: string): string {
  if (reason === 'no_receipt')
    return 'No receipt came that holds: nobody can show that the relay has it. Send it again.'
  if (reason === 'changed') return 'It was changed here: it is not the letter that was paid for.'
  return reasonSentence(reason)
}
