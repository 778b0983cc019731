import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { Badge } from '../../ui/Badge.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { Editable } from './Editable.tsx'
import type { InboxView } from './inboxView.ts'
import { refusalFor } from './refusalFor.ts'
import { SignedJoins } from './SignedJoins.tsx'
import { UnlinkWallet } from './UnlinkWallet.tsx'

/** Fetched when it is first opened. */
const LinkWallet = lazyPart(() => import('./LinkWallet.tsx').then((part) => part.LinkWallet))

const columns = [
  { id: 'wallet', label: 'Wallet' },
  { id: 'since', label: 'Linked' },
  { id: 'acts', label: 'Change', align: 'end' },
] as const

/** The most that an inbox can have. */
const mostWallets = 32

/** Who acts for the inbox day by day. */
export function WalletsSection({ view }: { view: InboxView }): ReactNode {
  const { wallets, recovery } = view.inbox
  const isFull = wallets.length >= mostWallets
  const refusal = isFull
    ? `An inbox has at most ${mostWallets} wallets. Unlink one first.`
    : refusalFor('linkWallet', view.authority)
  return (
    <Section
      title="Wallets"
      lead="Each of them answers letters, sets the price and adds keys. A wallet belongs to one inbox only."
    >
      <Table
        caption="Wallets of the inbox"
        columns={columns}
        empty="No wallet is linked. The recovery can link one."
        rows={wallets.map(({ wallet, sinceTime }) => ({
          id: wallet,
          cells: {
            wallet: (
              <Row>
                <HexText value={wallet} kind="address" href={`/explore/wallets/${wallet}`} />
                {isAddressEqual(wallet, view.account) && <Badge tone="info">This wallet</Badge>}
                {isAddressEqual(wallet, recovery) && <Badge>Recovery</Badge>}
              </Row>
            ),
            since: <Time at={sinceTime} />,
            acts: <UnlinkWallet view={view} wallet={wallet} />,
          },
        }))}
      />
      {refusal === undefined && <SignedJoins view={view} />}
      <Editable label="Link another wallet" refusal={refusal}>
        {(close) => <LinkWallet view={view} close={close} />}
      </Editable>
    </Section>
  )
}
