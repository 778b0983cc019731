import { getAddress } from 'viem'
import type { Inbox, InboxGuardian, InboxRecoveryTransfer } from '../../protocol/wire/inbox.ts'
import type { GuardianRow, InboxAnswer, InboxRow, RecoveryTransferRow } from '../queries/inbox.ts'

const day = 86_400

/** Seconds after its start from which a transfer can be accepted, and from which it cannot any more: `Recovery.sol`. */
const recoveryDelay = 2 * day
const transferLifetime = 30 * day

/**
 * Shapes who has the last word over an inbox, and who may have it next, for an answer: as the contract would judge in the
 * newest indexed block, by whose time changes of guardian come into force and transfers lapse. The wall clock is not asked.
 */
export function toRecovery(
  rows: Pick<InboxAnswer, 'asOf' | 'guardian' | 'recoveryTransfer'>,
  inbox: InboxRow,
): Pick<
  Inbox,
  'recovery' | 'recoverySinceBlock' | 'recoverySinceTime' | 'guardian' | 'recoveryTransfer'
> {
  const now = rows.asOf?.timestamp ?? 0
  const guardian = rows.guardian && inForce(rows.guardian, now)
  const transfer = rows.recoveryTransfer
  const isPending = transfer && canBeAccepted(transfer, inbox, guardian, now)
  return {
    recovery: getAddress(inbox.recovery),
    recoverySinceBlock: String(inbox.recoverySinceBlock),
    recoverySinceTime: inbox.recoverySinceTime,
    guardian: toGuardian(guardian),
    ...(isPending && { recoveryTransfer: toTransfer(transfer) }),
  }
}

/** A guardian whose time has come is in office; one named again has been so all along. */
function inForce(row: GuardianRow, now: number): GuardianRow {
  const { next, nextFrom } = row
  if (nextFrom === null || now < nextFrom) return row
  const changed = next === row.current ? row : { current: next, currentSince: nextFrom }
  return { ...row, ...changed, next: null, nextFrom: null }
}

/** Whether it can be accepted now or later: it is young enough, and its starter still in office without a break. */
function canBeAccepted(
  { startedBy, startedAt }: RecoveryTransferRow,
  { recovery }: InboxRow,
  guardian: GuardianRow | null,
  now: number,
): boolean {
  if (now >= startedAt + transferLifetime) return false
  if (startedBy === recovery) return true
  return guardian?.current === startedBy && guardian.currentSince <= startedAt
}

function toGuardian(row: GuardianRow | null): InboxGuardian {
  if (!row) return { current: null }
  const current = row.current && getAddress(row.current)
  if (row.nextFrom === null) return { current }
  return { current, next: row.next && getAddress(row.next), from: row.nextFrom }
}

function toTransfer(row: RecoveryTransferRow): InboxRecoveryTransfer {
  const { startedBlock, startedAt } = row
  return {
    to: getAddress(row.to),
    startedBy: getAddress(row.startedBy),
    startedBlock: String(startedBlock),
    startedAt,
    acceptableFrom: startedAt + recoveryDelay,
    acceptableUntil: startedAt + transferLifetime,
  }
}
