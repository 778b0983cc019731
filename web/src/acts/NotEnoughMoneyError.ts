/** Thrown before the wallet is asked, where the account cannot pay for what it is to send. Amounts are in wei. */
export class NotEnoughMoneyError extends Error {
  readonly balance: bigint
  /** All that it takes. */
  readonly needed: bigint
  /** Whether `needed` has the gas in it. */
  readonly isWithGas: boolean

  constructor({
    balance,
    needed,
    isWithGas,
  }: Pick<NotEnoughMoneyError, 'balance' | 'needed' | 'isWithGas'>) {
    super(`The account has ${balance} wei and needs ${needed}.`)
    this.name = 'NotEnoughMoneyError'
    this.balance = balance
    this.needed = needed
    this.isWithGas = isWithGas
  }

  /** What the account lacks, in wei. */
  get missing(): bigint {
    return this.needed - this.balance
  }
}
