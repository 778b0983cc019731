import { PennypostError, RelayAnswerError } from '@pennypost/sdk'

/** What went wrong with a relay, as a sentence for a person. */
export function relaySentence(error: unknown): string {
  if (error instanceof RelayAnswerError) return ofAnswer(error)
  if (error instanceof PennypostError) return error.shortMessage
  if (error instanceof TypeError) return 'The relay cannot be reached.'
  return error instanceof Error ? error.message : String(error)
}

function ofAnswer({ reason, code, status, retryAfterSeconds, shortMessage }: RelayAnswerError) {
  if (reason === 'unreachable') return 'The relay cannot be reached.'
  if (reason === 'too_slow') return 'The relay does not answer in time.'
  if (code === 'session_refused')
    return 'The relay does not take this signature for the inbox: neither key nor wallet belongs to it now.'
  if (status === 429) return `The relay is asked too often${again(retryAfterSeconds)}.`
  if (status !== undefined && status >= 500)
    return `The relay cannot answer just now${again(retryAfterSeconds)}.`
  return shortMessage
}

function again(seconds: number | undefined): string {
  return seconds ? `, and wants to be asked again in ${seconds} s` : ''
}
