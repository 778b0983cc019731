import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { HexText } from '../../ui/HexText.tsx'
import { Page } from '../../ui/Page.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { NoId } from './parts/NoId.tsx'
import { addressOfUrl } from './parts/ofUrl.ts'
import { StampList } from './parts/StampList.tsx'
import { WalletFacts } from './wallet/WalletFacts.tsx'
import { WalletMovements } from './wallet/WalletMovements.tsx'

/** An address: its inbox, what it has in the PostOffice, what it paid for. */
export function WalletFactsPage(): ReactNode {
  const { address: given = '' } = useParams()
  const address = addressOfUrl(given)
  if (!address) return <NoId title="Wallet" given={given} form="an address: 0x and 40 hex digits" />
  return (
    <Page
      title={`Wallet ${shortHex(address)}`}
      lead={<HexText value={address} kind="address" full />}
    >
      <WalletFacts address={address} />
      <StampList
        title="Stamps that it paid for"
        list="listSenderStamps"
        parameters={{ address }}
        empty="It has paid for no letter of its own yet"
      />
      <WalletMovements address={address} />
    </Page>
  )
}
