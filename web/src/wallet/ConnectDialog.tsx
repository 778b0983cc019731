import type { ReactNode } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { DevelopmentAccounts } from './DevelopmentAccounts.tsx'
import { useWalletShared } from './useWalletShared.ts'
import { WalletChoice } from './WalletChoice.tsx'

/** The dialog that connects a wallet, or chooses an account of the development wallet. Part of `WalletProvider`. */
export function ConnectDialog(): ReactNode {
  const { dialog, setDialog } = useWalletShared()
  return (
    <Dialog
      open={dialog !== undefined}
      onClose={() => setDialog(undefined)}
      title={dialog === 'accounts' ? 'Development wallet' : 'Connect a wallet'}
    >
      {dialog === 'wallets' && <WalletChoice />}
      {dialog === 'accounts' && <DevelopmentAccounts />}
    </Dialog>
  )
}
