import type { ReactNode } from 'react'
import { useChain } from '../../../config/useChain.ts'
import { useChainChoice } from '../../../config/useChainChoice.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'

/** What the API found, unless it is on another chain than the page's: then a way there. Ids of stamps and mailings name no chain. */
export function OtherChain({
  what,
  asOf,
  children,
}: {
  what: string
  asOf: { chain: string }
  children: ReactNode
}): ReactNode {
  const { caip2, name } = useChain()
  const { chains, choose } = useChainChoice()
  if (asOf.chain === caip2) return children
  const other = chains.find((chain) => chain.caip2 === asOf.chain)
  return (
    <Notice
      tone="info"
      title={`This ${what} is on ${other?.name ?? asOf.chain}, not on ${name}`}
      action={other && <Button onClick={() => choose(other.caip2)}>Show it on {other.name}</Button>}
    >
      {other ? undefined : 'This site does not show that chain.'}
    </Notice>
  )
}
