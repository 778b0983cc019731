import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import type { Token } from '../../facts/useToken.ts'
import { useToken } from '../../facts/useToken.ts'
import { Loading } from '../../ui/Loading.tsx'
import type { TokenOf } from './priceDraft.ts'

type Children = (tokenOf: TokenOf) => ReactNode

/** Waits until it is known what some tokens are called and how they are divided. */
export function WithTokens({
  addresses,
  children,
}: {
  addresses: readonly Address[]
  children: Children
}): ReactNode {
  return (
    <Rest known={[]} addresses={addresses}>
      {children}
    </Rest>
  )
}

function Rest({
  known,
  addresses: [next, ...others],
  children,
}: {
  known: readonly Token[]
  addresses: readonly Address[]
  children: Children
}): ReactNode {
  if (next === undefined) return children((address) => tokenAmong(known, address))
  return (
    <Next key={next} known={known} next={next} others={others}>
      {children}
    </Next>
  )
}

function Next({
  known,
  next,
  others,
  children,
}: {
  known: readonly Token[]
  next: Address
  others: readonly Address[]
  children: Children
}): ReactNode {
  const token = useToken(next)
  if (token.isPending) return <Loading label="Asking what the tokens are" />
  return (
    <Rest known={[...known, token]} addresses={others}>
      {children}
    </Rest>
  )
}

function tokenAmong(known: readonly Token[], address: Address): Token {
  const token = known.find((token) => isAddressEqual(token.address, address))
  if (!token) throw new Error(`${address} was not asked for.`)
  return token
}
