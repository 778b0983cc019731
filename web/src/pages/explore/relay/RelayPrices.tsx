import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { TokenName } from '../parts/TokenName.tsx'

/** What a relay asks for carrying a letter, by token. */
export function RelayPrices({
  prices,
}: {
  prices: readonly ApiSchemas['RelayPrice'][]
}): ReactNode {
  return (
    <Section title="Carriage">
      <Table
        caption="What the relay asks for a letter, by token"
        empty="It takes no token for carriage."
        columns={[
          { id: 'amount', label: 'For a letter' },
          { id: 'token', label: 'Token' },
          { id: 'since', label: 'Since' },
        ]}
        rows={prices.map(({ token, amount, sinceTime }) => ({
          id: token,
          cells: {
            amount: <TokenAmount value={amount} token={token} />,
            token: <TokenName token={token} />,
            since: <Time at={sinceTime} />,
          },
        }))}
      />
    </Section>
  )
}
