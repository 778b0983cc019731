import type { ReactNode } from 'react'
import { useChainChoice } from '../../config/useChainChoice.ts'
import { Page } from '../../ui/Page.tsx'
import { ChainStatus } from './ChainStatus.tsx'
import { Servers } from './Servers.tsx'
import { useApiChains } from './useApiChains.ts'

/** `/status`: whether everything that the site stands on is well. */
export function StatusPage(): ReactNode {
  const { chains } = useChainChoice()
  const told = useApiChains()
  return (
    <Page
      title="Status"
      lead="Whether what this site stands on is well: each chain, the API that reads it, and the relays."
    >
      {chains.map((chain) => (
        <ChainStatus
          key={chain.caip2}
          chain={chain}
          api={
            typeof told === 'string'
              ? told
              : (told.find((one) => one.chain === chain.caip2) ?? 'missing')
          }
        />
      ))}
      <Servers />
    </Page>
  )
}
