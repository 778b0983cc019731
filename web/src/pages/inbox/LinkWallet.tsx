import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { isAddressEqual } from 'viem'
import { plan } from '../../acts/plan.ts'
import { Copy } from '../../ui/Copy.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useChainHref } from '../../ui/useChainHref.ts'
import { useNow } from '../../ui/useNow.ts'
import type { InboxView } from './inboxView.ts'
import { parseJoin } from './parseJoin.ts'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Leads through linking another wallet: it signs, the recovery sends. */
export function LinkWallet({ view, close }: { view: InboxView; close(): void }): ReactNode {
  const { inboxId, wallets } = view.inbox
  const [linkedBefore] = useState(wallets.length)
  const path = useChainHref(`/inbox?join=${inboxId}`)
  const link = new URL(path.slice(1), document.baseURI).href
  const now = useNow()
  const [text, setText] = useState('')
  const { signed, fault } = parseJoin(text, { inboxId, now })
  const act = useSending({
    calls: () => (signed ? [plan('Link the wallet', 'linkWallet', signed)] : []),
    done: 'The wallet is linked.',
    onDone: close,
  })
  // It may be linked by what it signed in this browser, or by another tab.
  const isLinked = signed
    ? wallets.some(({ wallet }) => isAddressEqual(wallet, signed.wallet))
    : text.trim() === '' && wallets.length > linkedBefore
  const isOver = isLinked && !act.isBusy
  useEffect(() => {
    if (isOver) close()
  }, [isOver, close])
  return (
    <SendForm act={act} label="Link the wallet" isReady={!!signed} onCancel={close}>
      <p>
        The other wallet has to agree. Open this link with it, in this browser or elsewhere, and
        sign there. It costs nothing.
      </p>
      <div>
        <Copy text={link} label="Copy the link for the other wallet" />
      </div>
      <Field
        label="What the other wallet signed"
        hint="If it signed in this browser, it shows up above by itself, and there is nothing to paste."
        error={text.trim() === '' ? undefined : fault}
      >
        <TextArea rows={4} value={text} onChange={setText} spellCheck={false} />
      </Field>
      {signed && <p>It is wallet {signed.wallet} that joins: make sure that it is yours.</p>}
    </SendForm>
  )
}
