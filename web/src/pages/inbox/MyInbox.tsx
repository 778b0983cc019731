import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import type { Address, Hex } from 'viem'
import { useSearchParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { parseInboxId } from '../../input/parseParty.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { OtherInboxes } from './OtherInboxes.tsx'

const SectionsView = lazyPart(() => import('./SectionsView.tsx').then((part) => part.SectionsView))
const RegistrationView = lazyPart(() =>
  import('./RegistrationView.tsx').then((part) => part.RegistrationView),
)

/**
 * The inbox of a wallet, or the form that makes one. `?id=` names another inbox that the wallet has a word in: as its recovery, guardian, or
 * the one that it is handed to.
 */
export function MyInbox({ account }: { account: Address }): ReactNode {
  const [search] = useSearchParams()
  const named = parseInboxId(search.get('id') ?? '').party
  const found = useApi('findInboxes', { wallet: account })
  const [isRegistering, setRegistering] = useState(false)
  const own = found.data?.inboxes[0]?.inboxId
  const inboxId: Hex | undefined = named ?? own
  if (found.isPending) return <Skeleton lines={8} />
  if (!found.data) {
    return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
  }
  const join = search.get('join')
  return (
    <Stack gap="large">
      {own && join && join.toLowerCase() !== own && (
        <Notice tone="warn" title="This wallet has an inbox already">
          A wallet belongs to one inbox only. To join the other one, connect a wallet that has none,
          or unlink this one from its inbox first.
        </Notice>
      )}
      <Suspense fallback={<Skeleton lines={12} />}>
        {inboxId && !isRegistering ? (
          <SectionsView key={inboxId} inboxId={inboxId} account={account} isOwn={inboxId === own} />
        ) : (
          <RegistrationView account={account} onBusy={setRegistering} onDone={focusHeading} />
        )}
      </Suspense>
      <OtherInboxes
        account={account}
        shown={inboxId}
        own={own}
        upTo={BigInt(found.data.asOf.blockNumber)}
      />
    </Stack>
  )
}

/** The button that registered is gone: reading goes on from the top. */
function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus()
}
