import type { LinkWalletParameters } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { plan } from '../../acts/plan.ts'
import { useChain } from '../../config/useChain.ts'
import { useEntries } from '../../storage/useEntries.ts'
import { Button } from '../../ui/Button.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { InboxView } from './inboxView.ts'
import { signedJoins } from './joinText.ts'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Wallets that signed in this browser to join the inbox, and wait for its recovery. */
export function SignedJoins({ view }: { view: InboxView }): ReactNode {
  const { inboxId, wallets } = view.inbox
  const { caip2 } = useChain()
  const { entries } = useEntries(signedJoins, `${caip2}/${inboxId}/`)
  const now = useNow()
  return entries?.map(([key, signed]) => {
    const isLinked = wallets.some(({ wallet }) => isAddressEqual(wallet, signed.wallet))
    if (isLinked || signed.deadline < now) return null
    const forget = () => void signedJoins.delete(key).catch(() => undefined)
    return <SignedJoin key={key} signed={signed} forget={forget} />
  })
}

function SignedJoin({
  signed,
  forget,
}: {
  signed: LinkWalletParameters
  forget(): void
}): ReactNode {
  const act = useSending({
    calls: () => [plan('Link the wallet', 'linkWallet', signed)],
    done: 'The wallet is linked.',
    onDone: forget,
  })
  return (
    <Notice
      tone="info"
      title="A wallet signed here to join"
      action={
        <>
          <SendForm act={act} label="Link it" />
          <Button kind="quiet" disabled={act.isBusy} onClick={forget}>
            Forget it
          </Button>
        </>
      }
    >
      <HexText value={signed.wallet} kind="address" /> will answer letters and set the price as this
      wallet does. Link it only if it is yours.
    </Notice>
  )
}
