import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import type { Consent } from './consentWords.ts'
import { consentWords } from './consentWords.ts'
import { subjectsOf } from './subjectsOf.ts'
import type { WriterFacts } from './useWriters.ts'

/** Lets a sender in or keeps it out, and shows which it is. */
export function SenderActs({
  inboxId,
  subject,
  facts,
}: {
  inboxId: Hex
  subject: Hex
  facts: WriterFacts | undefined
}): ReactNode {
  const given = facts?.consent ?? 'none'
  const allow = useConsent({ inboxId, subject, facts, consent: 'allowed' })
  const deny = useConsent({ inboxId, subject, facts, consent: 'denied' })
  const forget = useConsent({ inboxId, subject, facts, consent: 'none' })
  const isBusy = allow.isBusy || deny.isBusy || forget.isBusy
  const isWaiting = !facts
  return (
    <Stack gap="small">
      <p>{consentWords[given].sentence}</p>
      <Row>
        {given === 'none' ? (
          <>
            <ActButton
              act={allow}
              kind="secondary"
              size="small"
              disabled={isWaiting || (isBusy && !allow.isBusy)}
            >
              Allow this sender
            </ActButton>
            <ActButton
              act={deny}
              kind="danger"
              size="small"
              disabled={isWaiting || (isBusy && !deny.isBusy)}
            >
              Deny this sender
            </ActButton>
          </>
        ) : (
          <ActButton act={forget} kind="secondary" size="small">
            {given === 'allowed' ? 'Allow no longer' : 'Deny no longer'}
          </ActButton>
        )}
      </Row>
      {[allow, deny, forget].map((act, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are three, and they keep their places.
        <ActStatus key={place} act={act} />
      ))}
    </Stack>
  )
}

function useConsent(parameters: {
  inboxId: Hex
  subject: Hex
  facts: WriterFacts | undefined
  consent: Consent
}) {
  const { inboxId, subject, facts, consent } = parameters
  const { label, done } = consentWords[consent]
  return useAct({
    async run({ send }) {
      const subjects = subjectsOf(subject, facts?.inboxId)
      const consents = subjects.map((one) => ({ subject: one, consent }))
      await send([plan(label, 'setConsents', { inboxId, consents })])
    },
    done: done.replace('{who}', shortHex(subject)),
  })
}
