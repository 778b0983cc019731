import { PennypostError } from './PennypostError.ts'

/** Thrown for a parameter that cannot be meant; nothing was asked, signed or sent. */
export class InvalidParameterError extends PennypostError {
  /** As in the call, such as `maxPostage`. */
  readonly parameter: string

  constructor(parameter: string, shortMessage: string) {
    super(shortMessage)
    this.name = 'InvalidParameterError'
    this.parameter = parameter
  }
}
