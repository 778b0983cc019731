import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useApi } from '../../../api/useApi.ts'
import { useChainChoice } from '../../../config/useChainChoice.ts'
import { Button } from '../../../ui/Button.tsx'

/** Where an inbox is that is not on the chain of the page. */
export function OtherChainsOfInbox({ inboxId }: { inboxId: Hex }): ReactNode {
  const { data } = useApi('getInboxChains', { inboxId })
  const { chains, choose } = useChainChoice()
  const others = chains.filter(({ caip2 }) =>
    data?.chains.some((one) => one.chain === caip2 && one.inbox),
  )
  return others.map(({ caip2, name }) => (
    <p key={caip2}>
      It is on {name}. <Button onClick={() => choose(caip2)}>Show it there</Button>
    </p>
  ))
}
