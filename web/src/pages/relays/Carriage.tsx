import type { ListEntry } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Stack } from '../../ui/Stack.tsx'

type Prices = ListEntry<'listRelays'>['prices']

/** What a relay asks for carrying one letter, in each token that it takes. */
export function Carriage({ prices }: { prices: Prices }): ReactNode {
  if (prices.length === 0) return 'No price set'
  return (
    <Stack gap="small">
      {prices.map(({ token, amount }) => (
        <Price key={token} token={token as Address} amount={BigInt(amount)} />
      ))}
    </Stack>
  )
}

function Price({ token, amount }: { token: Address; amount: bigint }): ReactNode {
  return <Amount value={amount} token={useToken(token)} />
}
