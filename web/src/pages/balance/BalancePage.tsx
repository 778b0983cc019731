import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { Page } from '../../ui/Page.tsx'
import { SectionBoundary } from '../../ui/SectionBoundary.tsx'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { BalancesSection } from './BalancesSection.tsx'
import { EscrowSection } from './EscrowSection.tsx'
import { MovementsSection } from './MovementsSection.tsx'
import { SpendersSection } from './SpendersSection.tsx'

/** The connected wallet's money in the PostOffice. */
export function BalancePage(): ReactNode {
  return (
    <Page
      title="Balance"
      lead="Your money in the PostOffice: stakes that you collected, postage that came back, and what you paid in. Nobody can keep you from withdrawing it."
    >
      <WithWallet reason="to see your balance">
        {(account) => <BalanceOf key={account} account={account} />}
      </WithWallet>
    </Page>
  )
}

function BalanceOf({ account }: { account: Address }): ReactNode {
  return (
    <>
      <BalancesSection account={account} />
      <SectionBoundary title="What is in escrow cannot be shown">
        <EscrowSection account={account} />
      </SectionBoundary>
      <SectionBoundary title="What moved cannot be shown">
        <MovementsSection account={account} />
      </SectionBoundary>
      <SectionBoundary title="Who may spend cannot be shown">
        <SpendersSection account={account} />
      </SectionBoundary>
    </>
  )
}
