import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { plan } from '../../acts/plan.ts'
import { Card } from '../../ui/Card.tsx'
import { Copy } from '../../ui/Copy.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { useChainHref } from '../../ui/useChainHref.ts'
import { useNow } from '../../ui/useNow.ts'
import type { InboxView } from './inboxView.ts'
import { Refusal } from './Refusal.tsx'
import { recoveryPhase } from './recoveryPhase.ts'
import { refusalFor } from './refusalFor.ts'
import { SendForm } from './SendForm.tsx'
import { TransferTimeline } from './TransferTimeline.tsx'
import { useSending } from './useSending.ts'

/** A handing over that is under way: how far it is, and who can end it. */
export function Transfer({
  view,
  transfer,
}: {
  view: InboxView
  transfer: ApiSchemas['InboxRecoveryTransfer']
}): ReactNode {
  const { inboxId } = view.inbox
  const phase = recoveryPhase(transfer, useNow())
  const path = useChainHref(`/inbox?id=${inboxId}`)
  const link = new URL(path.slice(1), document.baseURI).href
  const accept = useSending({
    calls: () => [plan('Accept the recovery', 'acceptRecoveryTransfer', { inboxId })],
    done: 'This wallet is the recovery now.',
  })
  const cancel = useSending({
    calls: () => [plan('Cancel the transfer', 'cancelRecoveryTransfer', { inboxId })],
    done: 'The recovery stays where it is.',
  })
  const acceptRefusal = refusalFor('acceptTransfer', view.authority)
  const cancelRefusal = refusalFor('cancelTransfer', view.authority)
  return (
    <Card title="Being handed over">
      <Stack>
        <p>
          To <HexText value={transfer.to} kind="address" />, started by{' '}
          <HexText value={transfer.startedBy} kind="address" />.
        </p>
        <TransferTimeline transfer={transfer} phase={phase} />
        {acceptRefusal === undefined && (
          <SendForm act={accept} label="Accept the recovery" isReady={phase === 'acceptable'} />
        )}
        {acceptRefusal !== undefined && (
          <Row>
            <Copy text={link} label="Copy the link that the new recovery accepts by" />
          </Row>
        )}
        {cancelRefusal === undefined ? (
          <SendForm act={cancel} kind="danger" label="Cancel the transfer" />
        ) : (
          <Refusal>{`To cancel it: ${cancelRefusal}`}</Refusal>
        )}
      </Stack>
    </Card>
  )
}
