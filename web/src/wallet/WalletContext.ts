import { createContext } from 'react'

/** What the parts of the wallet share beside what wagmi keeps. */
export type WalletShared = {
  /** Which dialog is open, if any: that of all wallets, or that of the accounts of the development wallet. */
  dialog: 'wallets' | 'accounts' | undefined
  setDialog(dialog: WalletShared['dialog']): void
  /** Whether it is worth while to wait for the wallet of last time. */
  isPatient: boolean
}

export const WalletContext = createContext<WalletShared | undefined>(undefined)
