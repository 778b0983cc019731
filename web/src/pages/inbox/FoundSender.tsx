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

/** The word on a sender that was named, and the others to choose. */
export function FoundSender({
  inboxId,
  sender,
  onChosen,
  ...props
}: ConsentProps & {
  inboxId: Hex
  /** An address, or the id of an inbox. */
  sender: Hex
  onChosen(): void
}): ReactNode {
  const subject = subjectOf(sender)
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
