import type { ReactNode } from 'react'
import { useChainChoice } from '../../config/useChainChoice.ts'
import { useSite } from '../../config/useSite.ts'
import { Section } from '../../ui/Section.tsx'
import { Table } from '../../ui/Table.tsx'
import { NodeHealth } from './NodeHealth.tsx'
import { UrlHealth } from './UrlHealth.tsx'

/** Whom this page asks, and whether they answer it. */
export function Servers(): ReactNode {
  const { apiUrl, relayUrls } = useSite()
  const { chains } = useChainChoice()
  const url = (text: string) => <code>{text}</code>
  return (
    <Section
      title="Servers"
      lead="The only ones that this page asks, by its own policy. Whether they answer is as seen from your browser."
    >
      <Table
        caption="Servers that this page asks"
        columns={[
          { id: 'what', label: 'What' },
          { id: 'url', label: 'Where' },
          { id: 'state', label: 'State', align: 'end' },
        ]}
        rows={[
          {
            id: 'api',
            cells: { what: 'API', url: url(apiUrl), state: <UrlHealth url={apiUrl} /> },
          },
          ...chains.map((chain) => ({
            id: chain.caip2,
            cells: {
              what: `Node of ${chain.name}`,
              url: url(new URL(chain.rpcUrl).origin),
              state: <NodeHealth chain={chain} />,
            },
          })),
          ...relayUrls.map((relayUrl) => ({
            id: relayUrl,
            cells: { what: 'Relay', url: url(relayUrl), state: <UrlHealth url={relayUrl} /> },
          })),
        ]}
      />
    </Section>
  )
}
