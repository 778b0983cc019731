import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { plan } from '../../acts/plan.ts'
import type { InboxView } from './inboxView.ts'
import { PartyField, usePartyText } from './PartyField.tsx'
import { parseAddress } from './parseParty.ts'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Starts handing the recovery to another account. */
export function StartTransfer({ view, close }: { view: InboxView; close(): void }): ReactNode {
  const { inboxId, recovery } = view.inbox
  const value = usePartyText(parseAddress, (party) =>
    isAddressEqual(party, recovery) ? 'That is the recovery already.' : undefined,
  )
  const act = useSending({
    calls: () =>
      value.party
        ? [plan('Start the transfer', 'startRecoveryTransfer', { inboxId, to: value.party })]
        : [],
    done: 'Started. The new recovery can accept it in two days.',
    onDone: close,
  })
  return (
    <SendForm act={act} label="Start the transfer" isReady={!!value.party} onCancel={close}>
      <PartyField
        label="New recovery"
        hint="It accepts from two to 30 days from now, on this page. Until then the recovery, the guardian and every wallet can cancel."
        value={value}
      />
    </SendForm>
  )
}
