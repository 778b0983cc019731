import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { TextLink } from '../../ui/TextLink.tsx'

/** Who holds an inbox that a wallet is about to join, by the site's node. */
export function JoinedInbox({ inboxId, account }: { inboxId: Hex; account: Address }): ReactNode {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { data: inbox, isError } = useQuery({
    queryKey: [caip2, 'inboxToJoin', inboxId],
    async queryFn() {
      const { getInbox } = await import('../../config/chainReads.ts')
      return (await getInbox(client, { inboxId, contracts })) ?? null
    },
  })
  if (isError)
    return (
      <Notice tone="warn">
        The node does not say who holds this inbox. Do not sign unless you know it.
      </Notice>
    )
  if (inbox === null)
    return <Notice tone="warn">There is no such inbox on this chain. Check the id.</Notice>
  if (!inbox) return null
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
