import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { recoveryOf, requireRecovery, requireWallet } from './inboxes.ts'
import type { State, Terms } from './state.ts'
import { at } from './state.ts'
import { requireCode } from './tokens.ts'
import type { Transaction } from './transaction.ts'
import { requireThat } from './transaction.ts'

const HOUR = 3_600
/** Seconds to answer that an inbox can ask for. */
const MIN_WINDOW = HOUR
const MAX_WINDOW = 30 * 24 * HOUR

/** By their numbers in `ITerms`. */
export const DOORS = { free: 0, postage: 1, closed: 2 } as const
export const CONSENTS = { none: 0, allowed: 1, denied: 2 } as const

/** PostOffice: what an inbox asks of strangers. */
export const termsCalls = {
  setTerms(
    tx: Transaction,
    inboxId: Hex,
    token: Address,
    stake: bigint,
    window: number,
    relayMayCollect: boolean,
  ) {
    requireWallet(tx, inboxId)
    const before = termsOf(tx.state, inboxId, token)
    const terms: Terms = { ...NO_TERMS, setAt: tx.now }
    if (stake !== 0n) {
      requireCode(tx.setup, token)
      const isInRange = window >= MIN_WINDOW && window <= MAX_WINDOW
      requireThat(isInRange, 'WindowOutOfRange', window, MIN_WINDOW, MAX_WINDOW)
      Object.assign(terms, { stake, window, relayMayCollect })
    }
    tx.state.office.terms.set(at(inboxId, token), terms)
    const { setAt, ...set } = terms
    tx.emit('TermsSet', { inboxId, token, ...set })
    const isNew = stake !== 0n && before.stake === 0n
    const isFree = doorOf(tx.state, inboxId).door === DOORS.free
    if (isNew && isFree) setDoor(tx, inboxId, DOORS.postage)
  },

  setDoor(tx: Transaction, inboxId: Hex, door: number) {
    requireWallet(tx, inboxId)
    setDoor(tx, inboxId, door)
  },

  setConsents(
    tx: Transaction,
    inboxId: Hex,
    subjects: readonly Hex[],
    consents: readonly number[],
  ) {
    requireWallet(tx, inboxId)
    const lengths = [subjects.length, consents.length].map(BigInt)
    requireThat(subjects.length === consents.length, 'LengthMismatch', ...lengths)
    for (const [index, subject] of subjects.entries()) {
      requireThat(subject !== zeroHash, 'SubjectIsZero', BigInt(index))
      const consent = consents[index] ?? CONSENTS.none
      tx.state.office.consents.set(at(inboxId, subject), { consent, setAt: tx.now })
      tx.emit('ConsentSet', { inboxId, subject, consent })
    }
  },

  setPayout(tx: Transaction, inboxId: Hex, payout: Address) {
    requireRecovery(tx, inboxId)
    requireThat(payout !== tx.setup.office, 'InvalidPayout', payout)
    tx.state.office.payouts.set(inboxId, payout)
    tx.emit('PayoutSet', { inboxId, payout })
  },
}

const NO_TERMS: Terms = { stake: 0n, window: 0, relayMayCollect: false, setAt: 0 }

export function termsOf({ office }: State, inboxId: Hex, token: Address): Terms {
  return office.terms.get(at(inboxId, token)) ?? NO_TERMS
}

export function doorOf({ office }: State, inboxId: Hex) {
  return office.doors.get(inboxId) ?? { door: DOORS.free, setAt: 0 }
}

export function consentOf({ office }: State, inboxId: Hex, subject: Hex) {
  return office.consents.get(at(inboxId, subject)) ?? { consent: CONSENTS.none, setAt: 0 }
}

/** Where stakes are credited: the payout where one is set, or else the recovery; 0 if there is no such inbox. */
export function payoutOf(state: State, inboxId: Hex): Address {
  const payout = state.office.payouts.get(inboxId) ?? zeroAddress
  return payout === zeroAddress ? (recoveryOf(state, inboxId) ?? zeroAddress) : payout
}

function setDoor(tx: Transaction, inboxId: Hex, door: number) {
  tx.state.office.doors.set(inboxId, { door, setAt: tx.now })
  tx.emit('DoorSet', { inboxId, door })
}
