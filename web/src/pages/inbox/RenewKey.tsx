import { canSign } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import type { KeyDialogProps } from './KeyDialogProps.ts'
import type { KeyExpiry } from './keyExpiries.ts'
import { keyEnd, keyExpiries } from './keyExpiries.ts'
import { keyRows } from './keyRow.ts'
import { SendForm } from './SendForm.tsx'
import { voucherAmong } from './voucherAmong.ts'

/** Gives a key of this browser another end. */
export function RenewKey({ view, row: { stored }, open, onClose }: KeyDialogProps): ReactNode {
  const { inboxId, keys } = view.inbox
  const kept = useInboxKeys(inboxId)
  const [expiry, setExpiry] = useState<KeyExpiry>('0')
  const act = useAct({
    async run({ chain: { id: chainId, contracts }, send }) {
      if (!stored) return
      const { keyInputsOf } = await import('./keyInputsOf.ts')
      const now = sharedClock.now()
      const { usable } = keyRows(keys, kept.keys ?? [], now)
      const voucher = canSign(stored.pair.kind) ? undefined : voucherAmong(usable)
      const place = { chainId, inboxId, contracts, voucher, expiresAt: keyEnd(expiry, now) }
      const inputs = keyInputsOf([stored.pair], place)
      await send([plan('Set the new end', 'addKeys', { inboxId, keys: inputs })])
    },
    done: 'The key has its new end.',
    onDone: onClose,
  })
  return (
    <Dialog open={open} onClose={onClose} title="How long is this key good for?">
      <SendForm act={act} label="Set the new end" onCancel={onClose}>
        <Select<KeyExpiry>
          label="Good from now for"
          value={expiry}
          onChange={setExpiry}
          options={keyExpiries}
        />
      </SendForm>
    </Dialog>
  )
}
