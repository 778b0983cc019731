import type { ReactNode } from 'react'
import { useState } from 'react'
import { useChain } from '../../config/useChain.ts'
import { useEntries } from '../../storage/useEntries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Table } from '../../ui/Table.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { ImportMailing } from './ImportMailing.tsx'
import { MailingStateBadge } from './MailingStateBadge.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { mailingStore } from './mailingStore.ts'
import { TodoBadge } from './TodoBadge.tsx'

const pageSize = 10

const columns = [
  { id: 'name', label: 'Mailing' },
  { id: 'state', label: 'State' },
  { id: 'letters', label: 'Letters', align: 'end' },
  { id: 'sent', label: 'Sent', align: 'end' },
  { id: 'made', label: 'Made' },
] as const

/** Mailings of this browser, the newest first, and a way to bring one from its file. */
export function OwnMailings(): ReactNode {
  const { caip2 } = useChain()
  const { entries, problem } = useEntries(mailingStore, caip2)
  const [shown, setShown] = useState(pageSize)
  if (problem) return <ErrorNotice title="They cannot be kept here" error={problem} />
  if (!entries) return <Loading label="Looking for mailings" />
  const mailings = entries.map(([, kept]) => kept).sort((one, other) => other.keptAt - one.keptAt)
  return (
    <Stack>
      <Table
        caption="Mailings of this browser"
        columns={columns}
        rows={mailings.slice(0, shown).map(rowOf)}
        empty="None yet."
      />
      {mailings.length > shown && <MoreButton onClick={() => setShown(shown + pageSize)} />}
      <ImportMailing />
    </Stack>
  )
}

function rowOf(kept: KeptMailing) {
  const { mailingId, mailing, name, sent, keptAt } = kept
  return {
    id: mailingId,
    cells: {
      name: <TextLink href={`/mailing?id=${mailingId}`}>{name.slice(0, 60)}</TextLink>,
      state: (
        <Row>
          <MailingStateBadge kept={kept} />
          <TodoBadge kept={kept} />
        </Row>
      ),
      letters: mailing.count.toLocaleString('en'),
      sent: sent.toLocaleString('en'),
      made: <Time at={keptAt} />,
    },
  }
}
