import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useToken } from '../facts/useToken.ts'
import { Amount } from '../ui/Amount.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** An amount of a token of which only the address is known; its room while the token is asked for its decimals. */
export function TokenAmount({ token, value }: { token: Address; value: bigint }): ReactNode {
  const known = useToken(token)
  if (known.isPending) return <Skeleton width="6rem" />
  return <Amount value={value} token={known} />
}
