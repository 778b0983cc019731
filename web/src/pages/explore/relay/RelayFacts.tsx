import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Facts } from '../../../ui/Facts.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

/** Where a relay is, and its record. */
export function RelayFacts({ answer }: { answer: ApiAnswer<'getRelay'> }): ReactNode {
  const { relay, counts } = answer
  const { open, admitted, collected, returned, expired } = counts.stamps
  return (
    <Section
      title="Its record"
      lead="Of the stamps that name it. Admitting says in public that it carries the letter; expired stamps were not answered in time."
    >
      <Facts
        items={[
          { label: 'Open, not admitted', value: open.toLocaleString('en') },
          { label: 'Admitted, unanswered', value: admitted.toLocaleString('en') },
          { label: 'Collected', value: collected.toLocaleString('en') },
          { label: 'Returned', value: returned.toLocaleString('en') },
          { label: 'Expired', value: expired.toLocaleString('en') },
          { label: 'Endpoint', value: relay.endpoint === '' ? 'None given' : relay.endpoint },
          {
            label: 'Signs receipts by',
            value: <ThingLink kind="wallet" id={relay.signer} />,
          },
          {
            label: 'Registered',
            value: <Time at={relay.registeredAt} />,
            hint: `In block ${relay.registeredBlock}`,
          },
          {
            label: relay.active ? 'Active since' : 'Closed since',
            value: <Time at={relay.activeSinceTime} />,
          },
        ]}
      />
    </Section>
  )
}
