import type { ReactNode } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { InboxIntro } from './InboxIntro.tsx'
import { MyInbox } from './MyInbox.tsx'

/** The inbox of the connected wallet: made here, and looked after here. */
export function InboxPage(): ReactNode {
  const { status } = useWallet()
  return (
    <Page
      title="My inbox"
      lead="Where others write to you: who may, what it costs strangers, and with which keys you read it."
    >
      <WithWallet reason="to make your inbox or to look after it">
        {(address) => <MyInbox key={address} account={address} />}
      </WithWallet>
      {status === 'none' && <InboxIntro />}
    </Page>
  )
}
