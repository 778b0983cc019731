import type { Address, Hex } from 'viem'

import type { State } from './state.ts'
import type { Transaction } from './transaction.ts'
import { requireThat } from './transaction.ts'

/** The account with the last word, if the inbox is registered. */
export function recoveryOf(state: State, inboxId: Hex): Address | undefined {
  return state.registry.inboxes.get(inboxId)?.recovery
}

export function isWalletOf(state: State, inboxId: Hex, wallet: Address): boolean {
  return state.registry.inboxOf.get(wallet) === inboxId
}

export function walletsOf({ registry }: State, inboxId: Hex): Address[] {
  return [...registry.inboxOf].flatMap(([wallet, of]) => (of === inboxId ? [wallet] : []))
}

export function requireWallet(tx: Transaction, inboxId: Hex, wallet = tx.caller) {
  requireThat(isWalletOf(tx.state, inboxId, wallet), 'NotWallet', inboxId, wallet)
}

export function requireRecovery(tx: Transaction, inboxId: Hex) {
  const isRecovery = recoveryOf(tx.state, inboxId) === tx.caller
  requireThat(isRecovery, 'NotRecovery', inboxId, tx.caller)
}
