import type { ReactNode } from 'react'
import type { Address, Hex } from 'viem'
import { useLocation } from 'wouter'
import { useApi } from '../../api/useApi.ts'
import { parseInboxId } from '../../input/parseParty.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { useChainHref } from '../../ui/useChainHref.ts'
import { authorityOf } from './authority.ts'
import { JoinInbox } from './JoinInbox.tsx'
import { PartyField, usePartyText } from './PartyField.tsx'
import { useIsPast } from './useIsPast.ts'
import { useOtherInboxes } from './useOtherInboxes.ts'

/** Inboxes beside the wallet's own that it has a word in, and a way to any other. */
export function OtherInboxes({
  account,
  shown,
  own,
  canJoin,
  upTo,
}: {
  account: Address
  /** The one on the page. */
  shown: Hex | undefined
  own: Hex | undefined
  /** Whether the form to join an inbox is here. */
  canJoin: boolean
  /** Block that the API has. */
  upTo: bigint | undefined
}): ReactNode {
  const named = useOtherInboxes(account, upTo)
  const others = named.data?.filter((inboxId) => inboxId !== own) ?? []
  return (
    <Section title="Other inboxes">
      <Stack gap="small">
        {shown !== own && (
          <TextLink href="/inbox">
            {own ? 'Back to your own inbox' : 'Back to this wallet'}
          </TextLink>
        )}
        {others.map((inboxId) => (
          <OtherInbox
            key={inboxId}
            inboxId={inboxId}
            account={account}
            isShown={inboxId === shown}
          />
        ))}
        {canJoin && <JoinInbox account={account} />}
        <Disclosure summary="Look after an inbox by its id">
          <InboxById />
        </Disclosure>
      </Stack>
    </Section>
  )
}

function OtherInbox({
  inboxId,
  account,
  isShown,
}: {
  inboxId: Hex
  account: Address
  isShown: boolean
}): ReactNode {
  const { data } = useApi('getInbox', { inboxId })
  const isNextGuardian = useIsPast(data?.inbox.guardian.from)
  if (!data) return null
  const { isRecovery, isGuardian, isNextRecovery } = authorityOf(
    data.inbox,
    account,
    isNextGuardian,
  )
  if (!isRecovery && !isGuardian && !isNextRecovery) return null
  return (
    <Row>
      <HexText value={inboxId} kind="id" />
      {isRecovery && <Badge tone="info">This wallet is its recovery</Badge>}
      {isGuardian && <Badge tone="info">This wallet is its guardian</Badge>}
      {isNextRecovery && <Badge tone="warn">Handed to this wallet</Badge>}
      {!isShown && <TextLink href={`/inbox?id=${inboxId}`}>Look after it</TextLink>}
    </Row>
  )
}

function InboxById(): ReactNode {
  const value = usePartyText(parseInboxId)
  const [, navigate] = useLocation()
  const href = useChainHref(`/inbox?id=${value.party ?? ''}`)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (value.party) navigate(href)
      }}
    >
      <Stack gap="small">
        <PartyField
          label="Inbox id"
          hint="Of an inbox that this wallet is recovery or guardian of, or that is handed to it."
          value={value}
        />
        <Row>
          <Button type="submit" size="small" disabled={!value.party}>
            Show it
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
