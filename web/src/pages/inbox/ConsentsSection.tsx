import type { Consent } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import { plan } from '../../acts/plan.ts'
import { useChain } from '../../config/useChain.ts'
import { Section } from '../../ui/Section.tsx'
import { ConsentList } from './ConsentList.tsx'
import { ConsentOf } from './ConsentOf.tsx'
import { consentPrefix, consentSubjects } from './consentSubjects.ts'
import type { InboxView } from './inboxView.ts'
import { PendingConsents } from './PendingConsents.tsx'
import { refusalFor } from './refusalFor.ts'
import { useSending } from './useSending.ts'

/** The inbox's standing word on single senders: found, given and changed, several in one transaction. */
export function ConsentsSection({ view }: { view: InboxView }): ReactNode {
  const { inboxId } = view.inbox
  const { caip2 } = useChain()
  const [pending, setPending] = useState<ReadonlyMap<Hex, Consent>>(new Map())
  const change = (subject: Hex, consent: Consent | undefined) =>
    setPending((before) => {
      const after = new Map(before)
      if (consent === undefined) after.delete(subject)
      else after.set(subject, consent)
      return after
    })
  const consents = [...pending].map(([subject, consent]) => ({ subject, consent }))
  const act = useSending({
    calls: () => [plan('Set consents', 'setConsents', { inboxId, consents })],
    done: consents.length === 1 ? 'Your word on this sender is set.' : 'Your words are set.',
    onDone() {
      setPending(new Map())
      const prefix = consentPrefix(caip2, inboxId)
      for (const { subject } of consents)
        void consentSubjects.set(`${prefix}${subject}`, { subject }).catch(() => undefined)
    },
  })
  const refusal = refusalFor('giveConsent', view.authority)
  const props = { pending, change, refusal, isBusy: act.isBusy }
  return (
    <Section
      title="Consents"
      lead="Your standing word on single senders: who is allowed writes without postage, who is denied cannot buy a way in."
    >
      <ConsentOf inboxId={inboxId} {...props} />
      <PendingConsents consents={consents} act={act} change={change} />
      <ConsentList inbox={view.inbox} {...props} />
    </Section>
  )
}
