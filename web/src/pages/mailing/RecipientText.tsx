import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { HexText } from '../../ui/HexText.tsx'

/** Whom a line of a list names: an inbox, or a wallet. */
export function RecipientText({ value }: { value: Hex }): ReactNode {
  const isWallet = value.length === 42
  const href = isWallet ? `/explore/wallets/${value}` : `/explore/inboxes/${value}`
  return <HexText value={value} kind={isWallet ? 'address' : 'id'} href={href} />
}
