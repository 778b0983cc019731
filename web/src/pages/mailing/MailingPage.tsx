import type { ReactNode } from 'react'
import { Suspense } from 'react'
import type { Hex } from 'viem'
import { useSearchParams } from 'wouter'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { OwnMailings } from './OwnMailings.tsx'

const ComposerView = lazyPart(() => import('./ComposerView.tsx').then((part) => part.ComposerView))
const MailingView = lazyPart(() => import('./MailingView.tsx').then((part) => part.MailingView))

/** Letters to many at once, paid for in one transaction: a new one, those of this browser, and each of them by its id. */
export function MailingPage(): ReactNode {
  const [search] = useSearchParams()
  const id = search.get('id')
  if (id !== null && /^0x[0-9a-fA-F]{64}$/.test(id)) {
    const mailingId = id.toLowerCase() as Hex
    return (
      <Page title="Mailing" lead={<TextLink href="/mailing">All mailings</TextLink>}>
        <Suspense fallback={<Skeleton lines={8} />}>
          <MailingView key={mailingId} mailingId={mailingId} />
        </Suspense>
      </Page>
    )
  }
  return (
    <Page
      title="Mailing"
      lead="Write to many at once, and pay for all of them in one transaction. Each letter is sealed for its recipient, who collects a stake for reading it; what nobody collects in time comes back to you."
    >
      <Stack gap="large">
        <WithWallet reason="to make a mailing">
          {(sender) => (
            <Suspense fallback={<Skeleton lines={8} />}>
              <ComposerView key={sender} sender={sender} />
            </Suspense>
          )}
        </WithWallet>
        <Section
          title="Mailings of this browser"
          lead="They are kept here, and nowhere else: save the file of each that you paid for."
        >
          <OwnMailings />
        </Section>
      </Stack>
    </Page>
  )
}
