import type { ReactNode } from 'react'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useToast } from '../../ui/useToast.ts'
import type { KeyDialogProps } from './KeyDialogProps.ts'

/** Asks whether this browser shall forget a secret. On chain nothing changes. */
export function ForgetKey({
  view,
  row: { key, stored },
  open,
  onClose,
}: KeyDialogProps): ReactNode {
  const { remove } = useInboxKeys(view.inbox.inboxId)
  const toast = useToast()
  const forget = async () => {
    await remove(key.keyId).then(
      () => toast.say('This browser has forgotten the key.'),
      (error: Error) => toast.warn(error.message),
    )
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title="Forget the secret of this key?"
      confirm={
        <Button kind="danger" onClick={() => void forget()}>
          Forget it here
        </Button>
      }
    >
      <p>
        {stored?.isSaved
          ? 'A file with it was offered to you; make sure that you have it: without that file, letters sealed for it alone are lost.'
          : 'It was never saved to a file: letters sealed for it alone are lost for good.'}{' '}
        On chain it stays what it is. Revoke it too if nobody shall use it.
      </p>
    </Confirm>
  )
}
