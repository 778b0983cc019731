import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { isWalletOf, recoveryOf, requireRecovery, requireWallet, walletsOf } from './inboxes.ts'
import type { KeyInput } from './keys.ts'
import { addKeysBy } from './keys.ts'
import type { Signature } from './signed.ts'
import { requireNoncedSignature } from './signed.ts'
import type { Transaction } from './transaction.ts'
import { refuse, requireThat } from './transaction.ts'

export const MAX_WALLETS = 32
const MAX_ACCOUNT_BYTES = 171
const MAX_PROOF_BYTES = 2_048

/** InboxRegistry: inboxes, their wallets, and what they are called elsewhere. */
export const walletCalls = {
  register(tx: Transaction, inboxNonce: bigint, recovery: Address, keys: readonly KeyInput[]) {
    return registerBy(tx, tx.caller, inboxNonce, recovery, keys)
  },

  registerFor(
    tx: Transaction,
    wallet: Address,
    inboxNonce: bigint,
    recovery: Address,
    keys: readonly KeyInput[],
    deadline: bigint,
    signature: Signature,
  ) {
    const message = { wallet, inboxNonce, recovery, keys, deadline }
    const struct = { domain: 'registry', primaryType: 'Register', message } as const
    requireNoncedSignature(tx, wallet, struct, signature)
    return registerBy(tx, wallet, inboxNonce, recovery, keys)
  },

  linkWallet(
    tx: Transaction,
    inboxId: Hex,
    wallet: Address,
    deadline: bigint,
    signature: Signature,
  ) {
    requireRecovery(tx, inboxId)
    const message = { inboxId, wallet, deadline }
    const struct = { domain: 'registry', primaryType: 'LinkWallet', message } as const
    requireNoncedSignature(tx, wallet, struct, signature)
    requireUnlinked(tx, wallet)
    const isFull = walletsOf(tx.state, inboxId).length >= MAX_WALLETS
    requireThat(!isFull, 'TooManyWallets', inboxId, BigInt(MAX_WALLETS))
    tx.state.registry.inboxOf.set(wallet, inboxId)
    tx.emit('WalletLinked', { inboxId, wallet })
  },

  unlinkWallet(tx: Transaction, inboxId: Hex, wallet: Address) {
    const mayUnlink = tx.caller === wallet || tx.caller === recoveryOf(tx.state, inboxId)
    requireThat(mayUnlink, 'NotWalletOrRecovery', inboxId, tx.caller)
    requireThat(isWalletOf(tx.state, inboxId, wallet), 'WalletNotLinked', inboxId, wallet)
    tx.state.registry.inboxOf.delete(wallet)
    tx.emit('WalletUnlinked', { inboxId, wallet })
  },

  linkAccount(tx: Transaction, inboxId: Hex, account: string, proof: Hex) {
    requireAccount(tx, inboxId, account)
    const length = (proof.length - 2) / 2
    const max = BigInt(MAX_PROOF_BYTES)
    requireThat(length <= MAX_PROOF_BYTES, 'AccountProofTooLong', BigInt(length), max)
    tx.emit('AccountLinked', { inboxId, wallet: tx.caller, account, proof })
  },

  unlinkAccount(tx: Transaction, inboxId: Hex, account: string) {
    requireAccount(tx, inboxId, account)
    tx.emit('AccountUnlinked', { inboxId, wallet: tx.caller, account })
  },
}

function registerBy(
  tx: Transaction,
  wallet: Address,
  inboxNonce: bigint,
  named: Address,
  keys: readonly KeyInput[],
): Hex {
  const { registry } = tx.state
  requireUnlinked(tx, wallet)
  const inboxId = inboxIdOf(wallet, inboxNonce)
  requireThat(!registry.inboxes.has(inboxId), 'InboxAlreadyRegistered', inboxId)
  const recovery = named === zeroAddress ? wallet : named
  registry.inboxes.set(inboxId, { recovery, keyEpoch: 0, registeredAt: tx.now })
  registry.inboxOf.set(wallet, inboxId)
  tx.emit('InboxRegistered', { inboxId, wallet, recovery, inboxNonce })
  addKeysBy(tx, wallet, inboxId, keys)
  return inboxId
}

function requireUnlinked({ state }: Transaction, wallet: Address) {
  const linked = state.registry.inboxOf.get(wallet)
  if (linked) refuse('WalletAlreadyLinked', wallet, linked)
}

function requireAccount(tx: Transaction, inboxId: Hex, account: string) {
  requireWallet(tx, inboxId)
  const length = Buffer.byteLength(account)
  const isInRange = length >= 1 && length <= MAX_ACCOUNT_BYTES
  const range = [1n, BigInt(MAX_ACCOUNT_BYTES)]
  requireThat(isInRange, 'AccountLengthOutOfRange', BigInt(length), ...range)
}
