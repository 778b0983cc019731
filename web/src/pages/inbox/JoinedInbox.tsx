import type { GetInboxReturnType } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Row } from '../../ui/Row.tsx'
import { TextLink } from '../../ui/TextLink.tsx'

/** Who holds an inbox that a wallet is about to join. */
export function JoinedInbox({
  inboxId,
  inbox,
  account,
}: {
  inboxId: Hex
  inbox: NonNullable<GetInboxReturnType>
  account: Address
}): ReactNode {
  return (
    <Facts
      items={[
        {
          label: 'Its recovery',
          value: (
            <Row>
              <HexText value={inbox.recovery} kind="address" full />
              {isAddressEqual(inbox.recovery, account) && <Badge tone="info">This wallet</Badge>}
            </Row>
          ),
          hint: 'It has the last word over the inbox. Is it not your account? Then do not sign.',
        },
        {
          label: 'Its wallets',
          value: String(inbox.walletCount),
          hint: <TextLink href={`/explore/inboxes/${inboxId}`}>Which they are</TextLink>,
        },
      ]}
    />
  )
}
