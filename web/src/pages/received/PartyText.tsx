import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { HexText } from '../../ui/HexText.tsx'

/** An address or the id of an inbox, with a link to what is known of it. */
export function PartyText({ id }: { id: Hex }): ReactNode {
  return id.length === 42 ? (
    <HexText value={id} kind="address" href={`/explore/wallets/${id}`} />
  ) : (
    <HexText value={id} kind="id" href={`/explore/inboxes/${id}`} />
  )
}
