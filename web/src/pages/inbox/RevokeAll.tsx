import type { ReactNode } from 'react'
import { useId } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { Button } from '../../ui/Button.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useLazyOpen } from '../../ui/useLazyOpen.ts'
import type { InboxView } from './inboxView.ts'
import { Refusal } from './Refusal.tsx'
import { refusalFor } from './refusalFor.ts'
import { useSending } from './useSending.ts'

/** Fetched when it is first opened. */
const Confirm = lazyPart(() => import('../../ui/Confirm.tsx').then((part) => part.Confirm))

/** Revokes every key of an inbox, and says what that means first. */
export function RevokeAll({ view }: { view: InboxView }): ReactNode {
  const { inboxId, counts } = view.inbox
  const { isOpen, wasOpened, isFetching, open, close } = useLazyOpen()
  const reason = useId()
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
        busy={isFetching}
        onClick={open}
      >
        Revoke all keys …
      </Button>
      <Refusal id={reason}>{refusal}</Refusal>
      {wasOpened && (
        <Confirm
          open={isOpen}
          onClose={close}
          title={
            count === 1 ? 'Revoke the one key for good?' : `Revoke all ${count} keys for good?`
          }
          confirm={
            <ActButton act={act} kind="danger">
              Revoke all keys
            </ActButton>
          }
        >
          <p>
            Of every browser and app, at once, and none of them ever returns. Nobody can write to
            you until a wallet of the inbox adds new keys. Letters that are here already still open
            with the secrets that you have.
          </p>
          <ActStatus act={act} />
        </Confirm>
      )}
    </>
  )
}
