import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { Badge } from '../../ui/Badge.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Time } from '../../ui/Time.tsx'
import { Editable } from './Editable.tsx'
import { GuardianFact } from './GuardianFact.tsx'
import { GuardianForm } from './GuardianForm.tsx'
import type { InboxView } from './inboxView.ts'
import { PowersTable } from './PowersTable.tsx'
import { refusalFor } from './refusalFor.ts'
import { StartTransfer } from './StartTransfer.tsx'
import { Transfer } from './Transfer.tsx'

/** Who has the last word over the inbox, who helps when that is lost, and how it is handed over. */
export function RecoverySection({ view }: { view: InboxView }): ReactNode {
  const { recovery, recoverySinceTime, recoveryTransfer } = view.inbox
  const startRefusal = recoveryTransfer
    ? 'It is being handed over already. Cancel that first.'
    : refusalFor('startTransfer', view.authority)
  return (
    <Section
      title="Recovery"
      lead="The account with the last word. It changes only two days after it was started, so that nobody takes it unseen."
    >
      <Facts
        items={[
          {
            label: 'Recovery',
            value: (
              <Row>
                <HexText value={recovery} kind="address" href={`/explore/wallets/${recovery}`} />
                {isAddressEqual(recovery, view.account) && <Badge tone="info">This wallet</Badge>}
              </Row>
            ),
            hint: (
              <>
                Since <Time at={recoverySinceTime} />.
              </>
            ),
          },
          { label: 'Guardian', value: <GuardianFact view={view} /> },
        ]}
      />
      {recoveryTransfer && <Transfer view={view} transfer={recoveryTransfer} />}
      <Row>
        <Editable label="Change the guardian" refusal={refusalFor('setGuardian', view.authority)}>
          {(close) => <GuardianForm view={view} close={close} />}
        </Editable>
        <Editable label="Hand the recovery over" refusal={startRefusal}>
          {(close) => <StartTransfer view={view} close={close} />}
        </Editable>
      </Row>
      <Disclosure summary="Who may do what">
        <PowersTable />
      </Disclosure>
    </Section>
  )
}
