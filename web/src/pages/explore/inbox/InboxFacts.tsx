import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Facts } from '../../../ui/Facts.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { RecoveryTransfer } from './RecoveryTransfer.tsx'

type Inbox = ApiSchemas['Inbox']

/** Who speaks for an inbox. */
export function InboxFacts({ inbox }: { inbox: Inbox }): ReactNode {
  return (
    <Section title="Who speaks for it">
      <Stack>
        {inbox.recoveryTransfer && <RecoveryTransfer transfer={inbox.recoveryTransfer} />}
        <Facts items={itemsOf(inbox)} />
      </Stack>
    </Section>
  )
}

function itemsOf(inbox: Inbox) {
  const { guardian, accounts, counts } = inbox
  return [
    {
      label: inbox.wallets.length === 1 ? 'Wallet' : 'Wallets',
      value:
        inbox.wallets.length === 0 ? 'None: only the recovery is left' : <Wallets inbox={inbox} />,
    },
    {
      label: 'Recovery',
      value: <ThingLink kind="wallet" id={inbox.recovery} />,
      hint: 'Has the last word: links and unlinks wallets',
    },
    { label: 'Guardian', value: <Guardian guardian={guardian} /> },
    {
      label: 'Payout',
      value: inbox.payoutIsRecovery ? (
        'To the recovery'
      ) : (
        <ThingLink kind="wallet" id={inbox.payout} />
      ),
      hint: 'Where the stakes go that it collects',
    },
    ...(accounts.length > 0
      ? [{ label: 'Accounts elsewhere', value: <Accounts inbox={inbox} /> }]
      : []),
    {
      label: 'Letters paid for',
      value: lettersOf(counts.stamps),
    },
    {
      label: 'Registered',
      value: <Time at={inbox.registeredAt} />,
      hint: `In block ${inbox.registeredBlock}`,
    },
  ]
}

function Wallets({ inbox }: { inbox: Inbox }): ReactNode {
  return (
    <Stack gap="small">
      {inbox.wallets.map(({ wallet }) => (
        <ThingLink key={wallet} kind="wallet" id={wallet} />
      ))}
    </Stack>
  )
}

function Guardian({ guardian }: { guardian: Inbox['guardian'] }): ReactNode {
  const { current, next, from } = guardian
  return (
    <>
      {current ? <ThingLink kind="wallet" id={current} /> : 'None'}
      {from !== undefined && (
        <div>
          {next ? <ThingLink kind="wallet" id={next} /> : 'None'} from <Time at={from} /> on
        </div>
      )}
    </>
  )
}

const proofs: Readonly<Record<Inbox['accounts'][number]['proof'], string>> = {
  valid: 'shown to be its own',
  none: 'only the inbox says so',
  invalid: 'its proof is false',
  unchecked: 'not checked here',
}

function Accounts({ inbox }: { inbox: Inbox }): ReactNode {
  return (
    <Stack gap="small">
      {inbox.accounts.map(({ account, proof }) => (
        <span key={account}>
          {account} ({proofs[proof]})
        </span>
      ))}
    </Stack>
  )
}

function lettersOf(counts: Inbox['counts']['stamps']): string {
  const waiting = counts.open + counts.admitted
  const all = waiting + counts.collected + counts.returned + counts.expired
  if (all === 0) return 'None'
  return `${all}: ${waiting} unanswered, ${counts.collected} collected, ${counts.returned} returned, ${counts.expired} expired`
}
