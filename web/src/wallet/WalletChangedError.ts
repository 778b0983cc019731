import type { Address } from 'viem'

/** Thrown instead of asking a wallet that is no longer what an act began with: nothing was asked of it. */
export class WalletChangedError extends Error {
  /** Who the act is of. */
  readonly account: Address
  /** What became of the wallet. */
  readonly change: 'account' | 'chain' | 'gone'

  constructor(account: Address, change: WalletChangedError['change']) {
    super(`The wallet changed (${change}) while something was under way for ${account}.`)
    this.name = 'WalletChangedError'
    this.account = account
    this.change = change
  }
}
