import type { LinkWalletParameters } from '@pennypost/sdk'
import { createStore } from '../../storage/createStore.ts'

/** Wallets that signed in this browser to join an inbox, by chain, inbox and wallet. */
export const signedJoins = createStore<LinkWalletParameters>('signedJoins')

/** What a wallet signed to join an inbox, as text to hand on. */
export function joinText(signed: LinkWalletParameters): string {
  const { inboxId, wallet, deadline, signature } = signed
  return JSON.stringify({ inboxId, wallet, deadline, signature })
}
