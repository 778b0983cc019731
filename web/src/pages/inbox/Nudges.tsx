import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { plan } from '../../acts/plan.ts'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { InboxView } from './inboxView.ts'
import { PriceNudge } from './PriceNudge.tsx'
import type { PriceDraft } from './priceDraft.ts'
import { refusalFor } from './refusalFor.ts'
import { SaveKeys } from './SaveKeys.tsx'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** What should not be overlooked, before anything else. */
export function Nudges({
  view,
  wish,
}: {
  view: InboxView
  /** The prices that were chosen on registering, until they are on chain. */
  wish: PriceDraft | undefined
}): ReactNode {
  const { inboxId } = view.inbox
  const isUnsaved = view.kept.keys?.some(({ isSaved }) => !isSaved)
  return (
    <>
      <TransferNudge view={view} />
      <PriceNudge view={view} wish={wish} />
      {isUnsaved && (
        <Notice
          tone="warn"
          title="Save the keys of this browser to a file"
          action={<SaveKeys inboxId={inboxId} kind="primary" />}
        >
          They are only here. If this browser forgets them, nobody can read the letters that were
          sealed for them, you included. Whoever has the file can read them: keep it safe.
        </Notice>
      )}
    </>
  )
}

/** Somebody takes the inbox over unless it is cancelled: the delay is there so that this is seen. */
function TransferNudge({ view }: { view: InboxView }): ReactNode {
  const { inboxId, recoveryTransfer } = view.inbox
  const { account, authority } = view
  const act = useSending({
    calls: () => [plan('Cancel the transfer', 'cancelRecoveryTransfer', { inboxId })],
    done: 'The recovery stays where it is.',
  })
  if (!recoveryTransfer || authority.isNextRecovery) return null
  if (isAddressEqual(recoveryTransfer.startedBy, account)) return null
  return (
    <Notice
      tone="warn"
      title="The recovery of this inbox is being handed over"
      action={
        refusalFor('cancelTransfer', authority) === undefined && (
          <SendForm act={act} kind="danger" label="Cancel the transfer" />
        )
      }
    >
      <HexText value={recoveryTransfer.startedBy} kind="address" /> started it, to{' '}
      <HexText value={recoveryTransfer.to} kind="address" />, who can accept it:{' '}
      <TimeLeft until={recoveryTransfer.acceptableFrom} /> before that. If you do not know of it,
      cancel it.
    </Notice>
  )
}
