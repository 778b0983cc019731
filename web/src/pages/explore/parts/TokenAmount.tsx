import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useToken } from '../../../facts/useToken.ts'
import { Amount } from '../../../ui/Amount.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'

/** An amount as the API or the chain gives it, in words of its token. */
export function TokenAmount({
  value,
  token,
}: {
  /** In the token's smallest unit, decimal. */
  value: string | bigint
  token: Address
}): ReactNode {
  const known = useToken(token)
  if (known.isPending) return <Skeleton width="6em" />
  return <Amount value={BigInt(value)} token={known} />
}
