import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Columns } from '../../ui/Columns.tsx'
import { Section } from '../../ui/Section.tsx'

/** What an inbox is, for somebody who has none yet and no wallet connected. */
export function InboxIntro(): ReactNode {
  return (
    <Section title="What an inbox is">
      <Columns>
        <Card title="An address that is yours">
          <p>
            Your inbox follows from your wallet. Nobody else can register it, and nobody can take it
            away or freeze it: the contracts have no owner.
          </p>
        </Card>
        <Card title="A price for strangers">
          <p>
            Who does not know you stakes what you ask. You keep the stake or give it back, letter by
            letter. If you do nothing, it goes back by itself. Friends write free.
          </p>
        </Card>
        <Card title="Letters that only you read">
          <p>
            Letters are sealed for keys that are made in this browser. No relay can read them, and
            the chain never sees more than a fingerprint.
          </p>
        </Card>
      </Columns>
    </Section>
  )
}
