import type { ReactNode } from 'react'
import { useApi } from '../../api/useApi.ts'
import type { ScopedChain } from '../../config/scopedChain.ts'
import { useChainChoice } from '../../config/useChainChoice.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import type { StatTotals } from './statSeries.ts'
import { statTotals } from './statSeries.ts'
import { useHour } from './useHour.ts'

const columns = [
  { id: 'chain', label: 'Chain' },
  { id: 'letters', label: 'Letters', align: 'end' },
  { id: 'collected', label: 'Collected', align: 'end' },
  { id: 'inboxes', label: 'New inboxes', align: 'end' },
  { id: 'look', label: 'Show' },
] as const

/** The last 30 days of each chain of the site, where there are several. */
export function PerChain(): ReactNode {
  const { chains, choose } = useChainChoice()
  if (chains.length < 2) return null
  return (
    <Section title="Chain by chain" lead="The last 30 days.">
      <Table
        caption="The last 30 days of each chain"
        columns={columns}
        rows={chains.map((chain) => ({
          id: chain.caip2,
          cells: {
            chain: chain.name,
            letters: <Count chain={chain} of="letters" />,
            collected: <Count chain={chain} of="collected" />,
            inboxes: <Count chain={chain} of="inboxes" />,
            look: (
              <Button size="small" kind="quiet" onClick={() => choose(chain.caip2)}>
                Show {chain.name}
              </Button>
            ),
          },
        }))}
      />
    </Section>
  )
}

function Count({
  chain,
  of,
}: {
  chain: ScopedChain
  of: Exclude<keyof StatTotals, 'tokens'>
}): ReactNode {
  const hour = useHour()
  const from = hour - (hour % 86_400) - 29 * 86_400
  const { data, error } = useApi('getStats', { chain: chain.caip2, bucket: 'day', from })
  if (data) return statTotals(data)[of].toLocaleString('en-GB')
  return error ? 'not known now' : <Skeleton width="3rem" />
}
