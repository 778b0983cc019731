import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf, subjectOf } from '../../../protocol/ids.ts'
import { isWalletOf } from './inboxes.ts'
import { payer, takeAllowedPostage, takeBalancePostage, takePostage } from './ledger.ts'
import type { Signature } from './signed.ts'
import { requireSignature } from './signed.ts'
import type { Setup, StampState, State } from './state.ts'
import { STAMP_STATUSES } from './state.ts'
import { CONSENTS, consentOf, payoutOf, termsOf } from './terms.ts'
import type { Transaction } from './transaction.ts'
import { refuse, requireThat } from './transaction.ts'

/** A stamp to post; its sender is who pays. */
export type PostInput = Omit<Stamp, 'sender'>

type Outcome = 'Collected' | 'Returned'

/** Seconds ahead that a stamp or mailing can expire. */
export const MAX_LIFETIME = 60 * 86_400

/** PostOffice: postage for one letter to one inbox. */
export const stampCalls = {
  post(tx: Transaction, input: PostInput) {
    const stamp = { sender: tx.caller, ...input }
    const id = open(tx, stamp, 0)
    takePostage(tx, stamp.token, postageOf(stamp))
    return id
  },

  postMany(tx: Transaction, inputs: readonly PostInput[]) {
    const [first] = inputs
    if (!first) refuse('NoStamps')
    const stamps = inputs.map((input) => ({ sender: tx.caller, ...input }))
    const ids = stamps.map((stamp, index) => {
      const { token } = stamp
      requireThat(token === first.token, 'TokensDiffer', BigInt(index), first.token, token)
      return open(tx, stamp, index)
    })
    const postage = stamps.reduce((sum, stamp) => sum + postageOf(stamp), 0n)
    takePostage(tx, first.token, postage)
    return ids
  },

  postFor(tx: Transaction, sender: Address, input: PostInput, signature: Signature) {
    const stamp = { sender, ...input }
    const struct = { domain: 'office', primaryType: 'Stamp', message: stamp } as const
    requireSignature(tx, sender, struct, signature)
    const id = open(tx, stamp, 0)
    takeBalancePostage(tx, sender, stamp.token, postageOf(stamp))
    return id
  },

  postFrom(tx: Transaction, sender: Address, input: PostInput) {
    const stamp = { sender, ...input }
    const id = open(tx, stamp, 0)
    takeAllowedPostage(tx, sender, stamp.token, postageOf(stamp))
    return id
  },

  voidStamps(tx: Transaction, stamps: readonly Stamp[]) {
    let voided = 0n
    for (const { stamp, id, state } of read(tx, stamps)) {
      requireThat(stamp.sender === tx.caller, 'NotSender', id, tx.caller)
      if (state().status !== 'None') continue
      tx.state.office.stamps.set(id, { ...state(), status: 'Voided', settledAt: tx.now })
      tx.emit('StampVoided', { stampId: id, sender: tx.caller })
      voided += 1n
    }
    return voided
  },

  admit(tx: Transaction, stamps: readonly Stamp[]) {
    const pay = payer(tx)
    for (const { stamp, id, state } of read(tx, stamps)) {
      requireThat(stamp.relay === tx.caller, 'NotRelay', id, tx.caller)
      const before = state()
      if (before.carriagePaid) continue
      requirePending(id, before)
      requireInTime(tx, id, stamp)
      tx.state.office.stamps.set(id, { ...before, status: 'Admitted', carriagePaid: true })
      pay.add(stamp.relay, stamp.token, stamp.carriage)
      tx.emit('StampAdmitted', { stampId: id, relay: stamp.relay })
    }
    pay.flush()
  },

  collect(tx: Transaction, stamps: readonly Stamp[]) {
    const pay = payers(tx)
    for (const { stamp, id, state } of read(tx, stamps)) {
      const before = state()
      if (before.status === 'Collected') continue
      requireAnswerable(tx, id, stamp, before)
      const mayAsRelay = before.relayMayCollect && stamp.relay === tx.caller
      const may = mayAsRelay || isWalletOf(tx.state, stamp.inboxId, tx.caller)
      requireThat(may, 'NotRecipient', id, tx.caller)
      settle(tx, pay, { stamp, id }, 'Collected')
    }
    pay.flush()
  },

  returnToSender(tx: Transaction, stamps: readonly Stamp[]) {
    const pay = payers(tx)
    for (const { stamp, id, state } of read(tx, stamps)) {
      const before = state()
      if (before.status === 'Returned') continue
      requireAnswerable(tx, id, stamp, before)
      const isWallet = isWalletOf(tx.state, stamp.inboxId, tx.caller)
      requireThat(isWallet, 'NotRecipient', id, tx.caller)
      settle(tx, pay, { stamp, id }, 'Returned')
    }
    pay.flush()
  },

  settleFor(
    tx: Transaction,
    stamps: readonly Stamp[],
    collect: boolean,
    wallet: Address,
    signature: Signature,
  ) {
    const all = read(tx, stamps)
    const message = { wallet, stampIds: all.map(({ id }) => id), collect }
    const struct = { domain: 'office', primaryType: 'Answer', message } as const
    requireSignature(tx, wallet, struct, signature)
    for (const { stamp, id } of all) {
      const isWallet = isWalletOf(tx.state, stamp.inboxId, wallet)
      requireThat(isWallet, 'NotRecipient', id, wallet)
    }
    const pay = payers(tx)
    let settled = 0n
    for (const { stamp, id, state } of all) {
      if (!isPending(state()) || tx.now >= stamp.expiresAt) continue
      settle(tx, pay, { stamp, id }, collect ? 'Collected' : 'Returned')
      settled += 1n
    }
    pay.flush()
    return settled
  },

  expire(tx: Transaction, stamps: readonly Stamp[]) {
    const pay = payer(tx)
    for (const { stamp, id, state } of read(tx, stamps)) {
      const before = state()
      if (before.status === 'Expired') continue
      requirePending(id, before)
      requireThat(tx.now >= stamp.expiresAt, 'StampNotExpired', id, stamp.expiresAt)
      tx.state.office.stamps.set(id, { ...before, status: 'Expired', settledAt: tx.now })
      const { carriagePaid } = before
      pay.add(stamp.sender, stamp.token, stamp.stake + (carriagePaid ? 0n : stamp.carriage))
      const carriageTo = carriagePaid ? stamp.relay : stamp.sender
      tx.emit('StampExpired', { stampId: id, carriageTo })
    }
    pay.flush()
  },
}

export function stampId({ chainId, office }: Setup, stamp: Stamp): Hex {
  return stampIdOf({ chainId, postOffice: office, stamp })
}

export function stampOf({ office }: State, id: Hex): StampState {
  return office.stamps.get(id) ?? NO_STAMP
}

/** Postage and relay, alike of stamps and of mailings. */
export function requireCarriage(
  { setup }: Transaction,
  { relay, carriage }: { relay: Address; carriage: bigint },
  index: number,
) {
  requireThat(relay !== setup.office, 'InvalidRelay', BigInt(index), relay)
  const hasCarrier = relay !== zeroAddress || carriage === 0n
  requireThat(hasCarrier, 'CarriageWithoutRelay', BigInt(index), carriage)
}

/** `window` seconds ahead at the least, and 60 days at the most. */
export function requireExpiry(
  { now }: Transaction,
  expiresAt: number,
  window: number,
  index: number,
) {
  const [earliest, latest] = [now + window, now + MAX_LIFETIME]
  const isInRange = expiresAt >= earliest && expiresAt <= latest
  const range = [BigInt(earliest), BigInt(latest)]
  requireThat(isInRange, 'ExpiryOutOfRange', BigInt(index), expiresAt, ...range)
}

const NO_STAMP: StampState = {
  status: 'None',
  relayMayCollect: false,
  carriagePaid: false,
  postedAt: 0,
  settledAt: 0,
}

function open(tx: Transaction, stamp: Stamp, index: number): Hex {
  const { state, now } = tx
  const { sender, inboxId, token, stake } = stamp
  const place = BigInt(index)
  requireCarriage(tx, stamp, index)
  const terms = termsOf(state, inboxId, token)
  requireThat(terms.stake !== 0n, 'TokenNotAccepted', place, inboxId, token)
  requireThat(stake >= terms.stake, 'StakeTooLow', place, stake, terms.stake)
  requireExpiry(tx, stamp.expiresAt, terms.window, index)
  const { consent } = consentOf(state, inboxId, subjectOf(sender))
  requireThat(consent !== CONSENTS.denied, 'SenderDenied', place, inboxId, sender)
  const id = stampId(tx.setup, stamp)
  const { status } = stampOf(state, id)
  requireThat(status === 'None', 'StampIdUsed', place, id, STAMP_STATUSES.indexOf(status))
  const { relayMayCollect } = terms
  const posted = { ...NO_STAMP, status: 'Open', relayMayCollect, postedAt: now } as const
  state.office.stamps.set(id, posted)
  tx.emit('StampPosted', { stampId: id, ...stamp })
  return id
}

function postageOf({ carriage, stake }: PostInput): bigint {
  return carriage + stake
}

/** Each stamp with its id and its state at the time of asking: one call may name a stamp twice. */
function read({ setup, state }: Transaction, stamps: readonly Stamp[]) {
  return stamps.map((stamp) => {
    const id = stampId(setup, stamp)
    return { stamp, id, state: () => stampOf(state, id) }
  })
}

/** Stakes and carriages are merged apart from each other, and the stakes paid first in the end. */
function payers(tx: Transaction) {
  const [stake, carriage] = [payer(tx), payer(tx)]
  const flush = () => {
    stake.flush()
    carriage.flush()
  }
  return { stake, carriage, flush }
}

function settle(
  tx: Transaction,
  pay: ReturnType<typeof payers>,
  { stamp, id }: { stamp: Stamp; id: Hex },
  status: Outcome,
) {
  const { sender, relay, token, carriage, stake, inboxId } = stamp
  const before = stampOf(tx.state, id)
  const settled = { ...before, status, carriagePaid: true, settledAt: tx.now }
  tx.state.office.stamps.set(id, settled)
  if (!before.carriagePaid) pay.carriage.add(relay, token, carriage)
  const isCollected = status === 'Collected'
  const stakeTo = isCollected ? payoutOf(tx.state, inboxId) : sender
  pay.stake.add(stakeTo, token, stake)
  if (isCollected) tx.emit('StampCollected', { stampId: id, payout: stakeTo, carriageTo: relay })
  else tx.emit('StampReturned', { stampId: id, carriageTo: relay })
}

function isPending({ status }: StampState): boolean {
  return status === 'Open' || status === 'Admitted'
}

function requirePending(id: Hex, state: StampState) {
  requireThat(isPending(state), 'StampNotPending', id, STAMP_STATUSES.indexOf(state.status))
}

function requireInTime({ now }: Transaction, id: Hex, { expiresAt }: Stamp) {
  requireThat(now < expiresAt, 'StampHasExpired', id, expiresAt)
}

function requireAnswerable(tx: Transaction, id: Hex, stamp: Stamp, state: StampState) {
  requirePending(id, state)
  requireInTime(tx, id, stamp)
}
