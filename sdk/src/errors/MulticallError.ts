import { PennypostError } from './PennypostError.ts'

/** Thrown for calls that cannot be made in one transaction of a contract's `multicall`; nothing was sent. */
export class MulticallError extends PennypostError {
  /** Of the call that does not fit; undefined where there is none at all. */
  readonly index: number | undefined

  constructor(shortMessage: string, index?: number | undefined) {
    super(shortMessage)
    this.name = 'MulticallError'
    this.index = index
  }
}
