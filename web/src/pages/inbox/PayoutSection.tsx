import type { ReactNode } from 'react'
import { isAddressEqual, zeroAddress } from 'viem'
import { plan } from '../../acts/plan.ts'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Editable } from './Editable.tsx'
import type { InboxView } from './inboxView.ts'
import { PartyForm } from './PartyForm.tsx'
import { refusalFor } from './refusalFor.ts'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Whose balance the stakes go to. */
export function PayoutSection({ view }: { view: InboxView }): ReactNode {
  const { payout, payoutIsRecovery, recovery } = view.inbox
  const refusal = refusalFor('setPayout', view.authority)
  return (
    <Section
      title="Payout"
      lead="Whose balance the stakes that you collect go to, of letters that are here already too."
    >
      <Facts
        items={[
          {
            label: 'Paid to',
            value: <HexText value={payoutIsRecovery ? recovery : payout} kind="address" />,
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
        <TextLink href="/balance">See the balance</TextLink>
      </Row>
      {!payoutIsRecovery && refusal === undefined && <PayToRecovery view={view} />}
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

function PayToRecovery({ view }: { view: InboxView }): ReactNode {
  const { inboxId } = view.inbox
  const act = useSending({
    calls: () => [plan('Set the payout', 'setPayout', { inboxId, payout: zeroAddress })],
    done: 'Stakes go to the recovery from now on.',
  })
  return (
    <Stack gap="small">
      <SendForm act={act} kind="quiet" label="Pay to the recovery again" />
    </Stack>
  )
}
