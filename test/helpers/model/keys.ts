import type { Address, Hex } from 'viem'
import { size } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyLengths } from '../../../protocol/keyKinds.ts'
import { isWalletOf, recoveryOf, requireWallet } from './inboxes.ts'
import type { Signature } from './signed.ts'
import { requireNoncedSignature } from './signed.ts'
import type { Inbox, State } from './state.ts'
import { at } from './state.ts'
import type { Transaction } from './transaction.ts'
import { refuse, requireThat } from './transaction.ts'

export type KeyInput = { kind: number; expiresAt: number; publicKey: Hex; possession: Hex }

/** In the order of `IInboxRegistry.KeyStatus`. */
export const KEY_STATUSES = [...(['None', 'Active', 'Expired', 'Revoked'] as const)]
type KeyStatus = (typeof KEY_STATUSES)[number]

export const MAX_KEYS = 256
const MAX_POSSESSION_BYTES = 1_024

/** InboxRegistry: the keys that act for an inbox. */
export const keyCalls = {
  addKeys(tx: Transaction, inboxId: Hex, keys: readonly KeyInput[]) {
    requireWallet(tx, inboxId)
    addKeysBy(tx, tx.caller, inboxId, keys)
  },

  addKeysFor(
    tx: Transaction,
    wallet: Address,
    inboxId: Hex,
    keys: readonly KeyInput[],
    deadline: bigint,
    signature: Signature,
  ) {
    const message = { wallet, inboxId, keys, deadline }
    const struct = { domain: 'registry', primaryType: 'AddKeys', message } as const
    requireNoncedSignature(tx, wallet, struct, signature)
    requireWallet(tx, inboxId, wallet)
    addKeysBy(tx, wallet, inboxId, keys)
  },

  revokeKeys(tx: Transaction, inboxId: Hex, keyIds: readonly Hex[]) {
    revokeKeysBy(tx, tx.caller, inboxId, keyIds)
  },

  revokeKeysFor(
    tx: Transaction,
    signer: Address,
    inboxId: Hex,
    keyIds: readonly Hex[],
    deadline: bigint,
    signature: Signature,
  ) {
    const message = { signer, inboxId, keyIds, deadline }
    const struct = { domain: 'registry', primaryType: 'RevokeKeys', message } as const
    requireNoncedSignature(tx, signer, struct, signature)
    revokeKeysBy(tx, signer, inboxId, keyIds)
  },

  revokeAllKeys(tx: Transaction, inboxId: Hex) {
    const inbox = requireWalletOrRecovery(tx, inboxId, tx.caller)
    inbox.keyEpoch += 1
    tx.emit('AllKeysRevoked', { inboxId, keyEpoch: inbox.keyEpoch, by: tx.caller })
  },
}

export function addKeysBy(
  tx: Transaction,
  wallet: Address,
  inboxId: Hex,
  keys: readonly KeyInput[],
) {
  for (const key of keys) {
    const keyId = requireKey(tx, key)
    const { kind, expiresAt, publicKey, possession } = key
    const status = keyStatus(tx.state, tx.now, inboxId, keyId)
    requireThat(status !== 'Revoked', 'KeyWasRevoked', inboxId, keyId)
    const isFull = status === 'None' && keyCount(tx.state, inboxId) >= MAX_KEYS
    requireThat(!isFull, 'TooManyKeys', inboxId, BigInt(MAX_KEYS))
    const epoch = tx.state.registry.inboxes.get(inboxId)?.keyEpoch ?? 0
    tx.state.registry.keys.set(at(inboxId, keyId), { expiresAt, epoch, isRevoked: false })
    tx.emit('KeyAdded', { inboxId, keyId, wallet, kind, expiresAt, publicKey, possession })
  }
}

export function keyStatus({ registry }: State, now: number, inboxId: Hex, keyId: Hex): KeyStatus {
  const key = registry.keys.get(at(inboxId, keyId))
  if (!key) return 'None'
  const epoch = registry.inboxes.get(inboxId)?.keyEpoch
  if (key.isRevoked || key.epoch !== epoch) return 'Revoked'
  return key.expiresAt === 0 || now < key.expiresAt ? 'Active' : 'Expired'
}

/** Of this epoch and not revoked, expired ones included. */
export function keyCount({ registry }: State, inboxId: Hex): number {
  const epoch = registry.inboxes.get(inboxId)?.keyEpoch
  let count = 0
  for (const [at, key] of registry.keys) {
    if (at.startsWith(inboxId) && key.epoch === epoch && !key.isRevoked) count += 1
  }
  return count
}

function requireKey({ now }: Transaction, key: KeyInput): Hex {
  const { kind, expiresAt, publicKey, possession } = key
  const lengths = keyLengths(kind)
  if (!lengths) refuse('KeyKindUnknown', kind)
  const length = size(publicKey)
  const isInRange = length >= lengths.min && length <= lengths.max
  const range = [BigInt(lengths.min), BigInt(lengths.max)]
  requireThat(isInRange, 'KeyLengthOutOfRange', kind, BigInt(length), ...range)
  const keyId = keyIdOf(kind, publicKey)
  const proven = size(possession)
  const max = BigInt(MAX_POSSESSION_BYTES)
  requireThat(proven <= MAX_POSSESSION_BYTES, 'PossessionTooLong', keyId, BigInt(proven), max)
  const isAhead = expiresAt === 0 || expiresAt > now
  requireThat(isAhead, 'KeyExpiryPassed', keyId, expiresAt, BigInt(now))
  return keyId
}

function revokeKeysBy(tx: Transaction, by: Address, inboxId: Hex, keyIds: readonly Hex[]) {
  const inbox = requireWalletOrRecovery(tx, inboxId, by)
  for (const keyId of keyIds) {
    if (keyStatus(tx.state, tx.now, inboxId, keyId) === 'Revoked') continue
    const revoked = { expiresAt: 0, epoch: inbox.keyEpoch, isRevoked: true }
    tx.state.registry.keys.set(at(inboxId, keyId), revoked)
    tx.emit('KeyRevoked', { inboxId, keyId, by })
  }
}

function requireWalletOrRecovery({ state }: Transaction, inboxId: Hex, account: Address): Inbox {
  const inbox = state.registry.inboxes.get(inboxId)
  const isEither = isWalletOf(state, inboxId, account) || recoveryOf(state, inboxId) === account
  if (!inbox || !isEither) refuse('NotWalletOrRecovery', inboxId, account)
  return inbox
}
