import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import type { Writer } from './subjectsOf.ts'
import type { WriterFacts } from './useWriters.ts'

/** Who wrote, in a word: as plain text, as it stands within a button. */
export function WriterName({
  writer,
  facts,
}: {
  writer: Writer | undefined
  facts?: WriterFacts | undefined
}): ReactNode {
  return (
    <>
      <span>{writerText(writer)}</span>
      {facts?.consent === 'allowed' && <Badge tone="good">Allowed</Badge>}
      {facts?.consent === 'denied' && <Badge tone="bad">Denied</Badge>}
    </>
  )
}

function writerText(writer: Writer | undefined): string {
  if (!writer) return 'Somebody'
  const { subject, isProven } = writer
  if (!isProven) return `Paid by ${shortHex(subject)}`
  return subject.length === 42 ? shortHex(subject) : `Inbox ${shortHex(subject)}`
}
