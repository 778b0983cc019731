import type { ReactNode } from 'react'
import { useChain } from '../../config/useChain.ts'
import { Copy } from '../../ui/Copy.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { useChainHref } from '../../ui/useChainHref.ts'
import type { InboxView } from './inboxView.ts'

/** Which inbox it is, where others write to it, and what waits in it. */
export function IdentitySection({
  view: { inbox },
  isOwn,
}: {
  view: InboxView
  isOwn: boolean
}): ReactNode {
  const { name } = useChain()
  const { inboxId, registeredAt, counts } = inbox
  const path = useChainHref(`/write?to=${inboxId}`)
  const link = new URL(path.slice(1), document.baseURI).href
  const waiting = counts.stamps.open + counts.stamps.admitted
  return (
    <Section title={isOwn ? 'This is you' : 'Somebody’s inbox'}>
      {!isOwn && (
        <Notice tone="info">
          The connected wallet is not linked to this inbox. What it may do here is enabled below.
        </Notice>
      )}
      <Facts
        items={[
          { label: 'Inbox id', value: <HexText value={inboxId} kind="id" full /> },
          {
            label: 'Write to me',
            value: (
              <Row>
                <TextLink href={`/write?to=${inboxId}`}>Open the link</TextLink>
                <Copy text={link} label="Copy the link" />
              </Row>
            ),
            hint: 'Whoever opens it begins a letter to this inbox.',
          },
          {
            label: 'Registered',
            value: (
              <>
                <Time at={registeredAt} /> on {name}
              </>
            ),
            hint: <TextLink href={`/explore/inboxes/${inboxId}`}>All that happened to it</TextLink>,
          },
          {
            label: 'Waiting for your answer',
            value:
              waiting === 0 ? (
                'No stamp'
              ) : (
                <TextLink href="/received">
                  {waiting} {waiting === 1 ? 'stamp' : 'stamps'}
                </TextLink>
              ),
            hint: 'Letters of mailings carry no stamp and are not counted here.',
          },
        ]}
      />
    </Section>
  )
}
