import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'

/** An amount of a token, by what the token's own contract says of itself. */
export function TokenAmount({ value, token }: { value: bigint; token: Address }): ReactNode {
  return <Amount value={value} token={useToken(token)} />
}
