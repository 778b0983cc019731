import type { ExitCode } from '../exitCodes.ts'
import { exitCodes } from '../exitCodes.ts'

/** What the process ends with where a relay refuses. @param status - Of its answer. */
export function exitCodeOfRelay(status: number): ExitCode {
  if (status === 503) return exitCodes.untrusted
  if ([408, 409, 429].includes(status) || status >= 500) return exitCodes.unreachable
  return status === 400 || status === 413 ? exitCodes.usage : exitCodes.refused
}
