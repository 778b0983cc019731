import type { GetRecoveryTransferReturnType } from '@pennypost/sdk'
import { timeText } from '../print/timeText.ts'

/** What is under way with a recovery. */
export function transferText(transfer: GetRecoveryTransferReturnType): string {
  if (!transfer) return 'no'
  const { to, startedBy, acceptableFrom, acceptableUntil } = transfer
  return `to ${to}, who can accept from ${timeText(acceptableFrom)} to ${timeText(acceptableUntil)}; started by ${startedBy}`
}
