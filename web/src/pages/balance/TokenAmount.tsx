import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'

/** An amount of a token of which only the address is known. */
export function TokenAmount({ token, value }: { token: Address; value: bigint }): ReactNode {
  return <Amount value={value} token={useToken(token)} />
}
