import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useToken } from '../../../facts/useToken.ts'
import { HexText } from '../../../ui/HexText.tsx'
import { Row } from '../../../ui/Row.tsx'

/** A token by its symbol and, unless it is the chain's own, its address: any token may call itself anything. */
export function TokenName({ token }: { token: Address }): ReactNode {
  const { symbol, isKnown } = useToken(token)
  if (isAddressEqual(token, zeroAddress)) return symbol
  return (
    <Row>
      {isKnown && <span>{symbol}</span>}
      <HexText value={token} kind="address" />
    </Row>
  )
}
