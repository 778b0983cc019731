import type { ReactNode } from 'react'
import { Suspense } from 'react'
import type { Address } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { useChain } from '../../config/useChain.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Page } from '../../ui/Page.tsx'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { RowsSkeleton } from './RowsSkeleton.tsx'

const ReceivedView = lazyPart(() => import('./ReceivedView.tsx').then((part) => part.ReceivedView))

/** Letters to the inbox of the connected wallet, and the stakes that wait for its answer. */
export function ReceivedPage(): ReactNode {
  return (
    <Page
      title="Received"
      lead="Letters to your inbox, and what strangers have staked on them. Keep the stake of a letter that was a waste of your time; give back that of one that was not."
    >
      <WithWallet reason="to see what is waiting for you">
        {(wallet) => <ReceivedOf wallet={wallet} />}
      </WithWallet>
    </Page>
  )
}

function ReceivedOf({ wallet }: { wallet: Address }): ReactNode {
  const { caip2 } = useChain()
  const { data, error, refetch } = useApi('findInboxes', { wallet })
  const inboxId = data?.inboxes[0]?.inboxId
  if (inboxId)
    return (
      <Suspense fallback={<RowsSkeleton label="Opening your inbox …" />}>
        <ReceivedView key={`${caip2} ${inboxId}`} inboxId={inboxId} wallet={wallet} />
      </Suspense>
    )
  if (data)
    return (
      <Empty
        title="This wallet has no inbox yet"
        action={
          <ButtonLink href="/inbox" kind="primary">
            Make an inbox
          </ButtonLink>
        }
      >
        With an inbox, anybody can write to you, for a stake that you set.
      </Empty>
    )
  if (error)
    return (
      <ErrorNotice
        error={error}
        title="Your inbox cannot be looked up now"
        onRetry={() => void refetch()}
      />
    )
  return <RowsSkeleton label="Looking for your inbox …" />
}
