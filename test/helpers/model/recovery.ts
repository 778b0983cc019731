import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { isWalletOf, recoveryOf, requireRecovery } from './inboxes.ts'
import type { Guardianship, State, Transfer } from './state.ts'
import type { Transaction } from './transaction.ts'
import { refuse, requireThat } from './transaction.ts'

const DAY = 86_400
/** Seconds before a guardian is in force, and before a transfer can be accepted. */
export const RECOVERY_DELAY = 2 * DAY
/** Seconds after which a transfer can no longer be accepted. */
export const TRANSFER_LIFETIME = 30 * DAY

/** InboxRegistry: who takes an inbox over. */
export const recoveryCalls = {
  setGuardian(tx: Transaction, inboxId: Hex, guardian: Address) {
    requireRecovery(tx, inboxId)
    const from = tx.now + RECOVERY_DELAY
    const past = inForce(guardianshipsOf(tx.state, inboxId), tx.now)
    tx.state.registry.guardianships.set(inboxId, [...past, { guardian, from }])
    tx.emit('GuardianSet', { inboxId, guardian, from })
  },

  startRecoveryTransfer(tx: Transaction, inboxId: Hex, to: Address) {
    const { caller, now, state } = tx
    const isEither = caller === recoveryOf(state, inboxId) || caller === guardian(tx, inboxId)
    requireThat(isEither, 'NotRecoveryOrGuardian', inboxId, caller)
    requireThat(to !== zeroAddress, 'InvalidRecovery', inboxId, to)
    const pending = pendingTransfer(state, now, inboxId)
    if (pending) refuse('RecoveryTransferPending', inboxId, pending.to)
    state.registry.transfers.set(inboxId, { to, startedBy: caller, startedAt: now })
    tx.emit('RecoveryTransferStarted', { inboxId, to, by: caller })
  },

  cancelRecoveryTransfer(tx: Transaction, inboxId: Hex) {
    const { caller, now, state } = tx
    const isInCharge =
      caller === recoveryOf(state, inboxId) ||
      caller === guardian(tx, inboxId) ||
      isWalletOf(state, inboxId, caller)
    requireThat(isInCharge, 'NotInCharge', inboxId, caller)
    const isPending = pendingTransfer(state, now, inboxId) !== undefined
    requireThat(isPending, 'NoRecoveryTransfer', inboxId)
    state.registry.transfers.delete(inboxId)
    tx.emit('RecoveryTransferCancelled', { inboxId, by: caller })
  },

  acceptRecoveryTransfer(tx: Transaction, inboxId: Hex) {
    const { caller, now, state } = tx
    const inbox = state.registry.inboxes.get(inboxId)
    const pending = pendingTransfer(state, now, inboxId)
    if (!inbox || !pending) refuse('NoRecoveryTransfer', inboxId)
    requireThat(caller === pending.to, 'NotNewRecovery', inboxId, caller)
    const from = pending.startedAt + RECOVERY_DELAY
    requireThat(now >= from, 'RecoveryTransferTooEarly', inboxId, BigInt(from))
    tx.emit('RecoveryTransferred', { inboxId, from: inbox.recovery, to: caller })
    inbox.recovery = caller
    state.registry.transfers.delete(inboxId)
    const stays = inForce(guardianshipsOf(state, inboxId), now)
    state.registry.guardianships.set(inboxId, stays)
  },
}

/** The guardian in force, if any, and the change that is coming, if any. */
export function guardianOf(state: State, now: number, inboxId: Hex) {
  const all = guardianshipsOf(state, inboxId)
  const current = inForce(all, now).at(-1)?.guardian ?? zeroAddress
  return { current, coming: all.find(({ from }) => from > now) }
}

/** The transfer that can still be accepted, or could be once the delay is over. */
export function pendingTransfer(state: State, now: number, inboxId: Hex): Transfer | undefined {
  const transfer = state.registry.transfers.get(inboxId)
  if (!transfer || now >= transfer.startedAt + TRANSFER_LIFETIME) return undefined
  // Recovery changes by accepting alone, which ends the transfer: who has it now had it all the time.
  if (transfer.startedBy === recoveryOf(state, inboxId)) return transfer
  const all = inForce(guardianshipsOf(state, inboxId), now)
  const since = all.filter((_, index) => (all[index + 1]?.from ?? now + 1) > transfer.startedAt)
  const stayed = since.every(({ guardian }) => guardian === transfer.startedBy)
  return stayed ? transfer : undefined
}

function guardian({ state, now }: Transaction, inboxId: Hex): Address | undefined {
  const { current } = guardianOf(state, now, inboxId)
  return current === zeroAddress ? undefined : current
}

/** In the order in which they come into force; at most the last one is still to come. */
function guardianshipsOf(state: State, inboxId: Hex): Guardianship[] {
  return state.registry.guardianships.get(inboxId) ?? []
}

function inForce(all: Guardianship[], now: number): Guardianship[] {
  return all.filter(({ from }) => from <= now)
}
