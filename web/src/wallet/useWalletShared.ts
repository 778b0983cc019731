import { useContext } from 'react'
import type { WalletShared } from './WalletContext.ts'
import { WalletContext } from './WalletContext.ts'

/** What the parts of the wallet share. @throws {Error} Outside of `WalletProvider`. */
export function useWalletShared(): WalletShared {
  const shared = useContext(WalletContext)
  if (!shared) throw new Error('Wallets need a WalletProvider around them.')
  return shared
}
