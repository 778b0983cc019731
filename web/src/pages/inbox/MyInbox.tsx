import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import type { Address, Hex } from 'viem'
import { useSearchParams } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { parseInboxId } from '../../input/parseParty.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { JoinInbox } from './JoinInbox.tsx'
import { JoinNotice } from './JoinNotice.tsx'
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
  const isJoining = join !== null && !own
  return (
    <Stack gap="large">
      {own && join && <JoinNotice isLinked={join.toLowerCase() === own} />}
      {isJoining && (
        <Section
          title="Join an inbox by its link"
          lead="A wallet belongs to one inbox only. To make an inbox of its own instead, see below."
        >
          <JoinInbox account={account} />
        </Section>
      )}
      <Suspense fallback={<Skeleton lines={30} />}>
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
        canJoin={!own && !isJoining}
        upTo={BigInt(found.data.asOf.blockNumber)}
      />
    </Stack>
  )
}

/** The button that registered is gone: reading goes on from the top. */
function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus()
}
