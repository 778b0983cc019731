import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useLocation } from 'wouter'
import type { MenuItem } from '../ui/Menu.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useChainHref } from '../ui/useChainHref.ts'
import { useCopy } from '../ui/useCopy.ts'
import { useToast } from '../ui/useToast.ts'
import { useWalletShared } from './useWalletShared.ts'
import styles from './WalletButton.module.css'
import { WalletName } from './WalletName.tsx'
import { walletLabel } from './walletLabel.ts'

/** What can be done about the wallet that is connected. */
export function WalletMenu({
  address,
  name,
  isDevelopment,
  connect,
  disconnect,
}: {
  address: Address
  name: string
  isDevelopment: boolean
  connect(): void
  disconnect(): void
}): ReactNode {
  const { setDialog } = useWalletShared()
  const [, navigate] = useLocation()
  const inbox = useChainHref('/inbox')
  const facts = useChainHref(`/explore/wallets/${address}`)
  const { copy } = useCopy(address)
  const { say } = useToast()

  const items: readonly MenuItem[] = [
    {
      label: 'Copy address',
      hint: <code className={styles.address}>{address}</code>,
      onSelect() {
        copy()
        say('The address is copied.')
      },
    },
    { label: 'My inbox', onSelect: () => navigate(inbox) },
    { label: 'What the chain knows', onSelect: () => navigate(facts) },
    isDevelopment
      ? {
          label: 'Switch account',
          hint: 'Development wallet: money of a local chain',
          onSelect: () => setDialog('accounts'),
        }
      : { label: 'Another wallet', hint: `Now ${walletLabel(name)}`, onSelect: connect },
    { label: 'Disconnect', onSelect: disconnect },
  ]
  return (
    <Menu label={<WalletName address={address} isDevelopment={isDevelopment} />} items={items} />
  )
}
