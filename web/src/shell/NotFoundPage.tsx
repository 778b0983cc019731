import type { ReactNode } from 'react'
import { Page } from '../ui/Page.tsx'
import { TextLink } from '../ui/TextLink.tsx'

/** Where nothing is. */
export function NotFoundPage(): ReactNode {
  return (
    <Page title="No such page" lead="Nothing of Pennypost lies at this address.">
      <p>
        To look up a stamp, an inbox, a wallet, a mailing, a relay or a key, paste it into{' '}
        <TextLink href="/explore">Explore</TextLink>, or begin at the{' '}
        <TextLink href="/">overview</TextLink>.
      </p>
    </Page>
  )
}
