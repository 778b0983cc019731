import type { Authority } from './authority.ts'

/** What can be done to an inbox. */
export type Deed =
  | 'setPrice'
  | 'giveConsent'
  | 'addKeys'
  | 'revokeKeys'
  | 'setPayout'
  | 'linkWallet'
  | 'unlinkWallet'
  | 'unlinkItself'
  | 'setGuardian'
  | 'startTransfer'
  | 'cancelTransfer'
  | 'acceptTransfer'

const parties = {
  isWallet: 'a wallet of the inbox',
  isRecovery: 'the recovery',
  isGuardian: 'the guardian',
  isNextRecovery: 'the account that the recovery is handed to',
} as const satisfies Record<keyof Authority, string>

const mayBeDoneBy: Readonly<Record<Deed, readonly (keyof Authority)[]>> = {
  setPrice: ['isWallet'],
  giveConsent: ['isWallet'],
  addKeys: ['isWallet'],
  revokeKeys: ['isWallet', 'isRecovery'],
  setPayout: ['isRecovery'],
  linkWallet: ['isRecovery'],
  unlinkWallet: ['isRecovery'],
  unlinkItself: ['isWallet', 'isRecovery'],
  setGuardian: ['isRecovery'],
  startTransfer: ['isRecovery', 'isGuardian'],
  cancelTransfer: ['isRecovery', 'isGuardian', 'isWallet'],
  acceptTransfer: ['isNextRecovery'],
}

/**
 * Why an account may not do something to an inbox, as a sentence; `undefined` if it may.
 *
 * Source: docs/protocol.md, InboxRegistry and PostOffice.
 *
 * @example
 * refusalFor('setPayout', authority) // 'Only the recovery may do this.'
 */
export function refusalFor(deed: Deed, authority: Authority): string | undefined {
  const allowed = mayBeDoneBy[deed]
  if (allowed.some((party) => authority[party])) return undefined
  return `Only ${partiesText(deed)} may do this.`
}

/** Who may do something, in words: `the recovery or the guardian`. */
export function partiesText(deed: Deed): string {
  const words = mayBeDoneBy[deed].map((party) => parties[party])
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last
}
