import type { GetGuardianReturnType } from '@pennypost/sdk'
import { timeText } from '../print/timeText.ts'

/** Who the guardian is, and is going to be. */
export function guardianText({ current, next, from }: GetGuardianReturnType): string {
  const now = current ?? 'none'
  return from === undefined ? now : `${now}; from ${timeText(from)} on ${next ?? 'none'}`
}
