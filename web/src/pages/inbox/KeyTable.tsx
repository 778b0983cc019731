import type { ReactNode } from 'react'
import { keyKindText, keyStatusWords, possessionWords } from '../../facts/keyWords.ts'
import { Badge } from '../../ui/Badge.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import type { InboxView } from './inboxView.ts'
import { KeyMenu } from './KeyMenu.tsx'
import type { KeyRow } from './keyRow.ts'

const columns = [
  { id: 'key', label: 'Key' },
  { id: 'state', label: 'State' },
  { id: 'until', label: 'Until' },
  { id: 'held', label: 'Possession' },
  { id: 'here', label: 'Secret' },
  { id: 'acts', label: 'Change', align: 'end' },
] as const

/** Keys of an inbox, and what can be done with each. */
export function KeyTable({
  view,
  rows,
  caption,
}: {
  view: InboxView
  rows: readonly KeyRow[]
  caption: string
}): ReactNode {
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.key.keyId,
        cells: {
          key: <KeyName row={row} />,
          state: <State row={row} />,
          until: <Until row={row} />,
          held: <Held row={row} />,
          here: row.stored ? <Badge tone="info">In this browser</Badge> : 'Elsewhere',
          acts: <KeyMenu view={view} row={row} />,
        },
      }))}
    />
  )
}

function KeyName({ row: { key } }: { row: KeyRow }): ReactNode {
  return (
    <Stack gap="small">
      <span>{keyKindText(key.kind)}</span>
      <HexText value={key.keyId} kind="id" href={`/explore/keys/${key.keyId}`} />
    </Stack>
  )
}

function State({ row: { key, isActive } }: { row: KeyRow }): ReactNode {
  const status = key.status === 'active' && !isActive ? 'expired' : key.status
  const { word, tone, sentence } = keyStatusWords[status]
  return <Explained sentence={sentence}>{<Badge tone={tone}>{word}</Badge>}</Explained>
}

function Until({ row: { key, isActive } }: { row: KeyRow }): ReactNode {
  if (key.revokedAt !== null) return <Time at={key.revokedAt} />
  if (key.expiresAt === null) return 'No end'
  return isActive ? <TimeLeft until={key.expiresAt} /> : <Time at={key.expiresAt} />
}

function Held({ row: { key } }: { row: KeyRow }): ReactNode {
  const { word, tone, sentence } = possessionWords[key.possession]
  return <Explained sentence={sentence}>{<Badge tone={tone}>{word}</Badge>}</Explained>
}

function Explained({ sentence, children }: { sentence: string; children: ReactNode }): ReactNode {
  return (
    <Tooltip content={sentence}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the sentence is for the keyboard too. */}
      <span tabIndex={0}>{children}</span>
    </Tooltip>
  )
}
