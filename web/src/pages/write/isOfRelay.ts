import { RelayAnswerError } from '@pennypost/sdk'

/** Whether an error says that a relay could not be asked. */
export function isOfRelay(error: unknown): boolean {
  if (error instanceof RelayAnswerError) return true
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
}
