/** Something the person at the keyboard can mend: shown as a sentence, without a stack trace. */
export class StackError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StackError'
  }
}
