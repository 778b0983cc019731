import type { MailingStatus } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { DownloadButton } from './DownloadButton.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { forgetMailing } from './mailingStore.ts'
import { useShowMailing } from './useShowMailing.ts'

/** What is kept of a mailing in this browser: its file to be saved, and a way to take it out. */
export function KeepPanel({
  kept,
  status,
}: {
  kept: KeptMailing
  status: MailingStatus
}): ReactNode {
  const show = useShowMailing()
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const isPaid = status !== 'none'
  const isAllSent = areAllSent(kept)
  const label = isPaid ? 'Take it out of this browser' : 'Throw it away'
  async function forget() {
    try {
      await forgetMailing(kept)
      show()
    } catch (cause) {
      setAsking(false)
      setError(cause)
    }
  }
  return (
    <Section
      title="Its file"
      lead="It has all that there is to the mailing: the sealed letters, their proofs, what it takes to get the rest back. The command line reads it too."
    >
      <Stack>
        {isPaid && !kept.isSaved && status !== 'closed' && (
          <Notice tone={isAllSent ? 'info' : 'warn'}>
            This browser has the only copy.{' '}
            {isAllSent
              ? 'All letters are sent. Save it for the proofs that recipients may ask you for, and to take the rest back.'
              : 'If its site data is cleared, letters that are not sent are lost.'}
          </Notice>
        )}
        <Row>
          <DownloadButton kept={kept} />
          <Button kind="quiet" onClick={() => setAsking(true)}>
            {label}
          </Button>
        </Row>
        {error !== undefined && <ErrorNotice error={error} />}
      </Stack>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`${label}?`}
        confirm={
          <Button kind="danger" onClick={() => void forget()}>
            {label}
          </Button>
        }
      >
        <p>{lossSentence(kept, status)}</p>
      </Confirm>
    </Section>
  )
}

function areAllSent({ sent, elsewhere = 0, mailing }: KeptMailing): boolean {
  return sent + elsewhere >= mailing.count
}

/** What goes with a mailing that is taken out. */
function lossSentence(kept: KeptMailing, status: MailingStatus): string {
  const isPaid = status !== 'none'
  if (status === 'closed') return 'The mailing is closed, and nothing is lost but its record here.'
  if (!isPaid && kept.askedAt === undefined)
    return 'It was not paid for, and nothing is lost but the sealed letters.'
  if (isPaid && areAllSent(kept))
    return `All letters are sent. What goes${kept.isSaved ? ', but for the file that you saved,' : ''} is what proofs are written from, and what takes the rest back.`
  return `The sealed letters in it are nowhere else${kept.isSaved ? ' but in the file that you saved' : ''}. ${
    isPaid
      ? 'What is paid for stays paid for: without them, nobody can send what is not sent yet.'
      : 'If it was paid for after all, they could not be sent.'
  }`
}
