import type { ExitCode } from '../exitCodes.ts'
import { exitCodes } from '../exitCodes.ts'

export type CliErrorOptions = {
  /** That of bad usage or input unless told. */
  exitCode?: ExitCode | undefined
  /** Never printed: it may quote what it was given. */
  cause?: unknown
}

/** Ends the command with a message for the person at the keyboard: what was wrong, and what to do. */
export class CliError extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, { exitCode = exitCodes.usage, cause }: CliErrorOptions = {}) {
    super(message, { cause })
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}
