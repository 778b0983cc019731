import { subjectOf } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { ConsentButtons } from './ConsentButtons.tsx'
import { ConsentWord } from './ConsentWord.tsx'
import type { ConsentProps } from './consentProps.ts'
import { PartyField, usePartyText } from './PartyField.tsx'
import { parseSubject } from './parseParty.ts'

/** Says what the word on a sender is, and offers the others. */
export function ConsentOf({ inboxId, ...props }: ConsentProps & { inboxId: Hex }): ReactNode {
  const value = usePartyText(parseSubject, (subject) =>
    subject === inboxId ? 'That is this inbox itself.' : undefined,
  )
  const { party: subject } = value
  return (
    <Stack gap="small">
      <PartyField
        label="Sender"
        hint="An address or an inbox id. Name the inbox if the sender has one: then all of its wallets are meant."
        value={value}
      />
      <div aria-live="polite">
        {subject !== undefined && (
          <Found
            inboxId={inboxId}
            subject={subjectOf(subject)}
            {...props}
            onChosen={() => value.set('')}
          />
        )}
      </div>
    </Stack>
  )
}

function Found({
  inboxId,
  subject,
  onChosen,
  ...props
}: ConsentProps & { inboxId: Hex; subject: Hex; onChosen(): void }): ReactNode {
  const { data, error, refetch } = useApi('getConsent', { inboxId, subject })
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading label="Looking this sender up" />
  return (
    <Stack gap="small">
      <ConsentWord consent={data.consent} since={data.sinceTime} isSentence />
      <ConsentButtons
        {...props}
        now={data.consent}
        subject={subject}
        change={(...chosen) => {
          props.change(...chosen)
          onChosen()
        }}
      />
    </Stack>
  )
}
