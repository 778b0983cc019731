import type { ReactNode } from 'react'
import { lazy, Suspense } from 'react'
import { Button } from '../ui/Button.tsx'
import { useWallet } from './useWallet.ts'
import { WalletName } from './WalletName.tsx'

/** Fetched for those who have a wallet. */
const WalletMenu = lazy(() =>
  import('./WalletMenu.tsx').then((part) => ({ default: part.WalletMenu })),
)

/** Who is connected, with what can be done about it; else the way to connect. */
export function WalletButton(): ReactNode {
  const wallet = useWallet()
  const { address, name = '', isDevelopment } = wallet

  if (wallet.status === 'connecting')
    return (
      <Button size="small" busy>
        Connecting…
      </Button>
    )
  if (!address)
    return (
      <Button size="small" kind="primary" onClick={wallet.connect}>
        Connect wallet
      </Button>
    )
  return (
    <Suspense fallback={<WalletName address={address} isDevelopment={isDevelopment} isAlone />}>
      <WalletMenu
        address={address}
        name={name}
        isDevelopment={isDevelopment}
        connect={wallet.connect}
        disconnect={wallet.disconnect}
      />
    </Suspense>
  )
}
