import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useChain } from '../../../config/useChain.ts'
import { HexText } from '../../../ui/HexText.tsx'
import { Row } from '../../../ui/Row.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'

/** Where something happened. The transaction leads to what Pennypost did in it, and to a block explorer where the chain has one. */
export function Place({
  block,
  transaction,
}: {
  block: string | bigint
  transaction: Hex
}): ReactNode {
  const { blockExplorerUrl } = useChain()
  return (
    <Row>
      <span>{block.toString()}</span>
      <HexText value={transaction} kind="hash" href={`/explore?q=${transaction}`} />
      {blockExplorerUrl && (
        <TextLink href={`${blockExplorerUrl}/tx/${transaction}`}>Block explorer</TextLink>
      )}
    </Row>
  )
}
