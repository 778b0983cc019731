import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { HexText } from '../../ui/HexText.tsx'
import { Stack } from '../../ui/Stack.tsx'

/** Whom a line of a list names: an inbox, or a wallet. @param inboxId - Where its letter goes, which is said if it is not the same. */
export function RecipientText({
  value,
  inboxId = value,
}: {
  value: Hex
  inboxId?: Hex | undefined
}): ReactNode {
  const isWallet = value.length === 42
  const href = isWallet ? `/explore/wallets/${value}` : `/explore/inboxes/${value}`
  const named = <HexText value={value} kind={isWallet ? 'address' : 'id'} href={href} />
  if (inboxId === value) return named
  return (
    <Stack gap="small">
      {named}
      <span>
        Inbox <HexText value={inboxId} kind="id" href={`/explore/inboxes/${inboxId}`} />
      </span>
    </Stack>
  )
}
