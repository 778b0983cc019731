import type { ReactNode } from 'react'
import { useState } from 'react'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { keyKindText } from '../../facts/keyWords.ts'
import { newInboxKeys } from '../../keys/newInboxKeys.ts'
import type { StoredKey } from '../../keys/StoredKey.ts'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import { Select } from '../../ui/Select.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import type { InboxView } from './inboxView.ts'
import type { KeyExpiry } from './keyExpiries.ts'
import { keyEnd, keyExpiries } from './keyExpiries.ts'
import type { KeyRow } from './keyRow.ts'
import { SendForm } from './SendForm.tsx'
import { voucherAmong } from './voucherAmong.ts'

/** Adds keys of this browser to the inbox: those that are here and not there yet, else new ones. */
export function AddKeys({
  view,
  rows,
  onlyHere,
  close,
}: {
  view: InboxView
  /** Those that the inbox has. */
  rows: readonly KeyRow[]
  onlyHere: readonly StoredKey[]
  close(): void
}): ReactNode {
  const { inboxId } = view.inbox
  const kept = useInboxKeys(inboxId)
  const [expiry, setExpiry] = useState<KeyExpiry>('0')
  const act = useAct({
    async run({ chain: { id: chainId, contracts }, send, step }) {
      const { keyInputsOf } = await import('./keyInputsOf.ts')
      const place = { chainId, inboxId, contracts, voucher: voucherAmong(rows) }
      const pairs = onlyHere.map(({ pair }) => pair)
      if (pairs.length === 0) {
        step('Make keys in this browser')
        const { signing, sealing } = await newInboxKeys()
        await kept.add(signing, sealing)
        pairs.push(signing, sealing)
      }
      const expiresAt = keyEnd(expiry, sharedClock.now())
      const keys = keyInputsOf(pairs, { ...place, expiresAt })
      await send([plan('Add the keys', 'addKeys', { inboxId, keys })])
    },
    done: 'The keys of this browser act for the inbox. Save them to a file.',
    onDone: close,
  })
  return (
    <SendForm act={act} label="Add the keys" onCancel={close}>
      {onlyHere.length > 0 ? (
        <>
          <p>This browser has keys that the inbox does not know:</p>
          <ul>
            {onlyHere.map(({ pair }) => (
              <li key={pair.keyId}>
                {keyKindText(pair.kind)}, {pair.keyId.slice(0, 10)}…
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          Two keys are made here, one to sign and one to open letters. What came before them stays
          readable only with the keys that it was sealed for.
        </p>
      )}
      <Select<KeyExpiry>
        label="Good for"
        value={expiry}
        onChange={setExpiry}
        options={keyExpiries}
      />
    </SendForm>
  )
}
