/** A request to a wallet or a node. */
export type Eip1193Request = { method: string; params?: unknown }

/** What wallets are to a page. */
export type Eip1193Provider = { request(request: Eip1193Request): Promise<unknown> }

/** An error as wallets throw it. */
export class WalletRequestError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.name = 'WalletRequestError'
    this.code = code
  }
}
