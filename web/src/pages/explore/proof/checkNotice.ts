import { ApiProblemError, ApiUnreachableError } from '@pennypost/sdk'
import type { Tone } from '../../../facts/Tone.ts'
import { exactTime } from '../../../ui/exactTime.ts'
import type { CheckRun } from './runCheck.ts'
import type { ProvenStamp } from './StampCheck.ts'
import type { RunningCheck } from './useStampCheck.ts'

export type CheckNotice = { tone: Tone; title: string; sentence: string }

/** How a check came out, for a person; `undefined` while it is under way. */
export function checkNotice({
  under,
  check,
  error,
  nodeName,
}: Pick<RunningCheck, 'under' | 'check' | 'error' | 'nodeName'>): CheckNotice | undefined {
  if (under !== undefined) return undefined
  if (!check) return { tone: 'warn', title: 'Not checked', sentence: problemSentence(error) }
  if (check.outcome === 'false') {
    return { tone: 'bad', title: 'This proof is false', sentence: check.sentence }
  }
  if (check.outcome !== 'proven') {
    return { tone: 'warn', title: 'Not checked', sentence: check.sentence }
  }
  const instead = check.instead === undefined ? '' : ` ${check.instead}`
  return {
    tone: 'good',
    title: `Proven by ${nodeName} at block ${check.block?.number}`,
    sentence: `${provenSentence(check)}${instead}`,
  }
}

const words: Readonly<Record<string, string>> = {
  open: 'is in escrow and unanswered',
  admitted: 'is in escrow and unanswered, and a relay has admitted it',
  collected: 'was collected',
  returned: 'was returned to the sender',
  expired: 'expired, and its stake went back to the sender',
  voided: 'was called off, and can never be posted',
}

function provenSentence({ proven }: CheckRun): string {
  if (!proven) return ''
  const state = words[proven.status] ?? `is ${proven.status}`
  if (proven.status === 'voided') return `This stamp ${state}.`
  return `This stamp ${state}${timesOf(proven)}. ${carriageOf(proven)} What it pays, to whom and until when is in its id.`
}

const ends: Readonly<Record<string, string>> = {
  collected: 'collected',
  returned: 'returned',
  expired: 'its stake went back',
}

function timesOf({ status, postedAt, settledAt }: ProvenStamp): string {
  const posted = `; it was posted ${exactTime(postedAt)}`
  if (settledAt === 0) return posted
  return `${posted}, and ${ends[status] ?? status} ${exactTime(settledAt)}`
}

const carriageOf = ({ carriagePaid }: ProvenStamp) =>
  carriagePaid ? 'Its carriage was paid out.' : 'Its carriage was not paid out.'

function problemSentence(error: unknown): string {
  if (error instanceof ApiUnreachableError) {
    return 'The API does not answer, so there is no proof to check just now.'
  }
  if (error instanceof ApiProblemError) return `The API gives no proof just now: ${error.detail}`
  return `The check itself failed: ${error instanceof Error ? error.message : String(error)}`
}
