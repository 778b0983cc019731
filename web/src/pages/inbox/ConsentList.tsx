import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Table } from '../../ui/Table.tsx'
import { ConsentButtons } from './ConsentButtons.tsx'
import { ConsentWord } from './ConsentWord.tsx'
import type { ConsentProps } from './consentProps.ts'
import { senderOf } from './consentSubjects.ts'
import { useConsentSubjects } from './useConsentSubjects.ts'

const columns = [
  { id: 'who', label: 'Sender' },
  { id: 'word', label: 'Word' },
  { id: 'acts', label: 'Change', align: 'end' },
] as const

const page = 10

/** Senders that the inbox ever gave a word on, with the word of now. */
export function ConsentList({
  inbox,
  ...props
}: ConsentProps & { inbox: ApiSchemas['Inbox'] }): ReactNode {
  const { subjects, isWhole, isPending } = useConsentSubjects(inbox)
  const [shown, setShown] = useState(page)
  const { inboxId } = inbox
  if (isPending && subjects.length === 0) return <Loading label="Looking up whom you gave a word" />
  return (
    <Stack gap="small">
      {!isWhole && (
        <p>The site’s node does not tell of all: only what was set in this browser is listed.</p>
      )}
      <Table
        caption="Senders with a word on them"
        columns={columns}
        empty={<p>No word on anybody yet: all meet the door.</p>}
        rows={subjects.slice(0, shown).map((subject) => {
          const { kind, value } = senderOf(subject)
          const href = kind === 'id' ? `/explore/inboxes/${value}` : `/explore/wallets/${value}`
          return {
            id: subject,
            cells: {
              who: <HexText value={value} kind={kind} href={href} />,
              word: <Word inboxId={inboxId} subject={subject} />,
              acts: <Change inboxId={inboxId} subject={subject} {...props} />,
            },
          }
        })}
      />
      {subjects.length > shown && <MoreButton onClick={() => setShown(shown + page)} />}
    </Stack>
  )
}

function Word({ inboxId, subject }: { inboxId: Hex; subject: Hex }): ReactNode {
  const { data, error } = useApi('getConsent', { inboxId, subject })
  if (data) return <ConsentWord consent={data.consent} since={data.sinceTime} />
  return error ? 'The API does not say' : <Skeleton width="6em" />
}

function Change({
  inboxId,
  subject,
  ...props
}: ConsentProps & { inboxId: Hex; subject: Hex }): ReactNode {
  const { data } = useApi('getConsent', { inboxId, subject })
  const chosen = props.pending.get(subject)
  if (!data || props.refusal !== undefined) return null
  return <ConsentButtons {...props} isInTable subject={subject} now={chosen ?? data.consent} />
}
