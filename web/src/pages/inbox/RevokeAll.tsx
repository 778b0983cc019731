import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import type { InboxView } from './inboxView.ts'
import { Refusal } from './Refusal.tsx'
import { refusalFor } from './refusalFor.ts'
import { useSending } from './useSending.ts'

/** Revokes every key of an inbox, and says what that means first. */
export function RevokeAll({ view }: { view: InboxView }): ReactNode {
  const { inboxId, counts } = view.inbox
  const [isOpen, setOpen] = useState(false)
  const reason = useId()
  const close = () => setOpen(false)
  const act = useSending({
    calls: () => [plan('Revoke all keys', 'revokeAllKeys', { inboxId })],
    done: 'All keys are revoked.',
    onDone: close,
  })
  const count = counts.keys.active + counts.keys.expired
  if (count === 0) return null
  const refusal = refusalFor('revokeKeys', view.authority)
  return (
    <>
      <Button
        size="small"
        kind="danger"
        disabled={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : reason}
        onClick={() => setOpen(true)}
      >
        Revoke all keys …
      </Button>
      <Refusal id={reason}>{refusal}</Refusal>
      <Confirm
        open={isOpen}
        onClose={close}
        title={count === 1 ? 'Revoke the one key for good?' : `Revoke all ${count} keys for good?`}
        confirm={
          <ActButton act={act} kind="danger">
            Revoke all keys
          </ActButton>
        }
      >
        <p>
          Of every browser and app, at once, and none of them ever returns. Nobody can write to you
          until a wallet of the inbox adds new keys. Letters that are here already still open with
          the secrets that you have.
        </p>
        <ActStatus act={act} />
      </Confirm>
    </>
  )
}
