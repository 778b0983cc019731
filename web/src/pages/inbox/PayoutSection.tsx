import type { ReactNode } from 'react'
import { isAddressEqual, zeroAddress } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Editable } from './Editable.tsx'
import type { InboxView } from './inboxView.ts'
import { PartyForm } from './PartyForm.tsx'
import { refusalFor } from './refusalFor.ts'
import { useSending } from './useSending.ts'

/** Whose balance the stakes go to. */
export function PayoutSection({ view }: { view: InboxView }): ReactNode {
  const { inboxId, payout, payoutIsRecovery, recovery } = view.inbox
  const paidTo = payoutIsRecovery ? recovery : payout
  const refusal = refusalFor('setPayout', view.authority)
  const toRecovery = useSending({
    calls: () => [plan('Set the payout', 'setPayout', { inboxId, payout: zeroAddress })],
    done: 'Stakes go to the recovery from now on.',
  })
  return (
    <Section
      title="Payout"
      lead="Whose balance the stakes that you collect go to, of letters that are here already too."
    >
      <Facts
        items={[
          {
            label: 'Paid to',
            value: (
              <Row>
                <HexText value={paidTo} kind="address" />
                {isAddressEqual(paidTo, view.account) && <Badge tone="info">This wallet</Badge>}
              </Row>
            ),
            hint: payoutIsRecovery
              ? 'The recovery, as nothing else is set. It follows when the recovery changes.'
              : undefined,
          },
        ]}
      />
      <Row>
        <Editable label="Change the payout" refusal={refusal}>
          {(close) => <PayoutForm view={view} close={close} />}
        </Editable>
        {!payoutIsRecovery && refusal === undefined && (
          <ActButton act={toRecovery} kind="secondary" size="small">
            Pay to the recovery again
          </ActButton>
        )}
        <TextLink href="/balance">See the balance</TextLink>
      </Row>
      <ActStatus act={toRecovery} />
    </Section>
  )
}

function PayoutForm({ view, close }: { view: InboxView; close(): void }): ReactNode {
  const { inboxId, payout, payoutIsRecovery } = view.inbox
  return (
    <PartyForm
      label="Set the payout"
      field="Pay stakes to"
      hint="An account that you hold: whatever you collect is its balance, and nobody can get it back."
      objection={(party) =>
        !payoutIsRecovery && isAddressEqual(party, payout) ? 'Stakes go there already.' : undefined
      }
      call={(payout) => plan('Set the payout', 'setPayout', { inboxId, payout })}
      done="Stakes go there from now on."
      close={close}
    />
  )
}
