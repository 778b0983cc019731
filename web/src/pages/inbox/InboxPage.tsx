import type { ReactNode } from 'react'
import { lazy, Suspense } from 'react'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { InboxIntro } from './InboxIntro.tsx'

const MyInbox = lazy(() => import('./MyInbox.tsx').then((part) => ({ default: part.MyInbox })))

/** The inbox of the connected wallet: made here, and looked after here. */
export function InboxPage(): ReactNode {
  const { status } = useWallet()
  return (
    <Page
      title="My inbox"
      lead="Where others write to you: who may, what it costs strangers, and with which keys you read it."
    >
      <WithWallet reason="to make your inbox or to look after it">
        {(address) => (
          <Suspense fallback={<Skeleton lines={8} />}>
            <MyInbox key={address} account={address} />
          </Suspense>
        )}
      </WithWallet>
      {status === 'none' && <InboxIntro />}
    </Page>
  )
}
