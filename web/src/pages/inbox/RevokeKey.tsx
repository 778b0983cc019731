import { canSign } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { keyKindText } from '../../facts/keyWords.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import type { KeyDialogProps } from './KeyDialogProps.ts'
import { useSending } from './useSending.ts'

/** Asks whether a key shall be revoked, and says what that means. */
export function RevokeKey({ view, row: { key }, open, onClose }: KeyDialogProps): ReactNode {
  const { inboxId } = view.inbox
  const act = useSending({
    calls: () => [plan('Revoke the key', 'revokeKeys', { inboxId, keyIds: [key.keyId] })],
    done: 'The key is revoked.',
    onDone: onClose,
  })
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title="Revoke this key for good?"
      confirm={
        <ActButton act={act} kind="danger">
          Revoke the key
        </ActButton>
      }
    >
      <p>
        {keyKindText(key.kind)}, {key.keyId.slice(0, 10)}…: it never returns to this inbox.{' '}
        {canSign(key.kind ?? 0)
          ? 'Nothing that it signs from now on counts.'
          : 'No letter is sealed for it any more. Letters that were are still opened by it.'}
      </p>
      <ActStatus act={act} />
    </Confirm>
  )
}
