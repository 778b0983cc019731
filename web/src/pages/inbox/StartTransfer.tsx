import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { plan } from '../../acts/plan.ts'
import type { InboxView } from './inboxView.ts'
import { PartyForm } from './PartyForm.tsx'

/** Starts handing the recovery to another account. */
export function StartTransfer({ view, close }: { view: InboxView; close(): void }): ReactNode {
  const { inboxId, recovery } = view.inbox
  return (
    <PartyForm
      label="Start the transfer"
      field="New recovery"
      hint="It accepts from two to 30 days from now, on this page. Until then the recovery, the guardian and every wallet can cancel."
      objection={(party) =>
        isAddressEqual(party, recovery) ? 'That is the recovery already.' : undefined
      }
      call={(to) => plan('Start the transfer', 'startRecoveryTransfer', { inboxId, to })}
      done="Started. The new recovery can accept it in two days."
      close={close}
    />
  )
}
