import type { Address, Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { verifyMailProof } from '../../../protocol/verifyMailProof.ts'
import { isWalletOf } from './inboxes.ts'
import { payer, takePostage } from './ledger.ts'
import type { Signature } from './signed.ts'
import { requireInTime, requireSignature } from './signed.ts'
import { requireCarriage, requireExpiry } from './stamps.ts'
import type { MailingState, Setup, State } from './state.ts'
import { MAILING_STATUSES } from './state.ts'
import { payoutOf } from './terms.ts'
import type { Transaction } from './transaction.ts'
import { requireThat } from './transaction.ts'

export type MailClaim = { index: number; inboxId: Hex; letterHash: Hex; proof: readonly Hex[] }

/** Seconds ahead that a mailing must expire at the least. */
const MIN_LIFETIME = 3_600
const MAX_URI_BYTES = 256

/** PostOffice: postage for many letters at once. */
export const mailingCalls = {
  openMailing(tx: Transaction, mailing: Mailing, uri: string) {
    const { sender, count, token, relay, root, carriage, stake, expiresAt } = mailing
    requireThat(sender === tx.caller, 'NotMailingSender', sender, tx.caller)
    requireThat(count !== 0, 'MailingIsEmpty')
    requireThat(stake !== 0n, 'MailingWithoutStake')
    requireCarriage(tx, mailing, 0)
    requireExpiry(tx, expiresAt, MIN_LIFETIME, 0)
    const length = Buffer.byteLength(uri)
    const lengths = [BigInt(length), BigInt(MAX_URI_BYTES)]
    requireThat(length <= MAX_URI_BYTES, 'UriTooLong', ...lengths)
    const id = mailingId(tx.setup, mailing)
    const { status } = mailingOf(tx.state, id)
    requireThat(status === 'None', 'MailingIdUsed', id, MAILING_STATUSES.indexOf(status))
    const opened = { status: 'Open', collected: new Set<number>(), openedAt: tx.now, closedAt: 0 }
    tx.state.office.mailings.set(id, opened as MailingState)
    const terms = { token, root, carriage, stake, count, expiresAt }
    tx.emit('MailingOpened', { mailingId: id, sender, relay, ...terms, uri })
    takePostage(tx, token, BigInt(count) * (carriage + stake))
    return id
  },

  admitMailing(tx: Transaction, mailing: Mailing) {
    const id = mailingId(tx.setup, mailing)
    const { relay, token, carriage, count } = mailing
    requireThat(relay === tx.caller, 'NotMailingRelay', id, tx.caller)
    const before = mailingOf(tx.state, id)
    requireStatus(id, before, ['Open'])
    requireMailInTime(tx, id, mailing)
    tx.state.office.mailings.set(id, { ...before, status: 'Admitted' })
    tx.emit('MailingAdmitted', { mailingId: id, relay })
    pay(tx, relay, token, BigInt(count) * carriage)
  },

  collectMail(tx: Transaction, mailing: Mailing, claims: readonly MailClaim[]) {
    collectBy(tx, tx.caller, mailing, claims, false)
  },

  collectMailFor(
    tx: Transaction,
    mailing: Mailing,
    claims: readonly MailClaim[],
    wallet: Address,
    deadline: bigint,
    signature: Signature,
  ) {
    requireInTime(tx, deadline)
    const id = mailingId(tx.setup, mailing)
    const indexes = claims.map(({ index }) => index)
    const message = { wallet, mailingId: id, indexes, deadline }
    const struct = { domain: 'office', primaryType: 'CollectMail', message } as const
    requireSignature(tx, wallet, struct, signature)
    collectBy(tx, wallet, mailing, claims, true)
  },

  closeMailing(tx: Transaction, mailing: Mailing) {
    const id = mailingId(tx.setup, mailing)
    const { sender, relay, token, carriage, stake, count, expiresAt } = mailing
    const before = mailingOf(tx.state, id)
    requireStatus(id, before, ['Open', 'Admitted'])
    requireThat(tx.now >= expiresAt, 'MailingNotExpired', id, expiresAt)
    const isAdmitted = before.status === 'Admitted'
    const stakes = BigInt(count - before.collected.size) * stake
    const refund = stakes + (isAdmitted ? 0n : BigInt(count) * carriage)
    tx.state.office.mailings.set(id, { ...before, status: 'Closed', closedAt: tx.now })
    const carriageTo = isAdmitted ? relay : sender
    tx.emit('MailingClosed', { mailingId: id, refund, carriageTo })
    pay(tx, sender, token, refund)
  },
}

export function mailingId({ chainId, office }: Setup, mailing: Mailing): Hex {
  return mailingIdOf({ chainId, postOffice: office, mailing })
}

export function mailingOf({ office }: State, id: Hex): MailingState {
  return (
    office.mailings.get(id) ?? { status: 'None', collected: new Set(), openedAt: 0, closedAt: 0 }
  )
}

function collectBy(
  tx: Transaction,
  wallet: Address,
  mailing: Mailing,
  claims: readonly MailClaim[],
  passesOver: boolean,
) {
  const id = mailingId(tx.setup, mailing)
  const before = mailingOf(tx.state, id)
  requireStatus(id, before, ['Open', 'Admitted'])
  requireMailInTime(tx, id, mailing)
  const { count, token, stake, root } = mailing
  const depth = Math.ceil(Math.log2(count))
  const stakes = payer(tx)
  for (const { index, inboxId, letterHash, proof } of claims) {
    requireThat(index < count, 'MailIndexOutOfRange', id, index, count)
    const isCollected = before.collected.has(index)
    if (isCollected && passesOver) continue
    requireThat(!isCollected, 'MailAlreadyCollected', id, index)
    const lengths = [BigInt(proof.length), BigInt(depth)]
    requireThat(proof.length === depth, 'MailProofLengthMismatch', id, index, ...lengths)
    const isProven = verifyMailProof({ root, count, index, inboxId, letterHash, proof })
    requireThat(isProven, 'MailProofInvalid', id, index)
    const isWallet = isWalletOf(tx.state, inboxId, wallet)
    requireThat(isWallet, 'NotMailRecipient', id, index, wallet)
    before.collected.add(index)
    const payout = payoutOf(tx.state, inboxId)
    stakes.add(payout, token, stake)
    tx.emit('MailCollected', { mailingId: id, inboxId, payout, index, letterHash })
  }
  stakes.flush()
}

function pay(tx: Transaction, account: Address, token: Address, amount: bigint) {
  const credit = payer(tx)
  credit.add(account, token, amount)
  credit.flush()
}

function requireStatus(id: Hex, { status }: MailingState, wanted: MailingState['status'][]) {
  const number = MAILING_STATUSES.indexOf(status)
  requireThat(wanted.includes(status), 'MailingNotPending', id, number)
}

function requireMailInTime({ now }: Transaction, id: Hex, { expiresAt }: Mailing) {
  requireThat(now < expiresAt, 'MailingHasExpired', id, expiresAt)
}
