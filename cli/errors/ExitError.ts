import type { ExitCode } from '../exitCodes.ts'

/** Ends the command with a code when everything has been said: nothing more is printed. */
export class ExitError extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode) {
    super(`The command ends with ${exitCode}.`)
    this.name = 'ExitError'
    this.exitCode = exitCode
  }
}
