import type { ReactNode } from 'react'
import type { Address, Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { useChain } from '../../config/useChain.ts'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import { useEntries } from '../../storage/useEntries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { authorityOf } from './authority.ts'
import { ConsentsSection } from './ConsentsSection.tsx'
import { IdentitySection } from './IdentitySection.tsx'
import { InboxParts } from './InboxParts.tsx'
import type { InboxView } from './inboxView.ts'
import { KeysSection } from './KeysSection.tsx'
import { Nudges } from './Nudges.tsx'
import { PayoutSection } from './PayoutSection.tsx'
import { PriceSection } from './PriceSection.tsx'
import { priceWishes, priceWishKey } from './priceWish.ts'
import { RecoverySection } from './RecoverySection.tsx'
import { useIsPast } from './useIsPast.ts'
import { WalletsSection } from './WalletsSection.tsx'

/** All of an inbox, each part to be changed where it stands by whoever may. */
export function SectionsView({
  inboxId,
  account,
  isOwn,
}: {
  inboxId: Hex
  account: Address
  /** Whether the wallet is linked to it. */
  isOwn: boolean
}): ReactNode {
  const { data, error, isPending, refetch } = useApi('getInbox', { inboxId })
  const isNextGuardian = useIsPast(data?.inbox.guardian.from)
  const kept = useInboxKeys(inboxId)
  const wish = useEntries(priceWishes, priceWishKey(useChain().caip2, inboxId))
  // What stands above all else comes with the rest: it would push it down.
  const isReading = [kept.keys ?? kept.problem, wish.entries ?? wish.problem].includes(undefined)
  if (isPending || isReading) return <Skeleton lines={30} />
  if (!data) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  const { inbox } = data
  const authority = authorityOf(inbox, account, isNextGuardian)
  const view: InboxView = { inbox, account, authority, kept }
  return (
    <Stack gap="large">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <Nudges view={view} wish={wish.entries?.[0]?.[1]} />
      <IdentitySection view={view} isOwn={isOwn} />
      <InboxParts
        parts={[
          { id: 'price', label: 'Door and price', content: <PriceSection view={view} /> },
          { id: 'keys', label: 'Keys', content: <KeysSection view={view} /> },
          { id: 'consents', label: 'Consents', content: <ConsentsSection view={view} /> },
          { id: 'wallets', label: 'Wallets', content: <WalletsSection view={view} /> },
          { id: 'payout', label: 'Payout', content: <PayoutSection view={view} /> },
          { id: 'recovery', label: 'Recovery', content: <RecoverySection view={view} /> },
        ]}
      />
    </Stack>
  )
}
