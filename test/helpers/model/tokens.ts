import type { Address } from 'viem'
import { maxUint256, zeroAddress } from 'viem'

import type { Setup, State } from './state.ts'
import { at } from './state.ts'
import type { Transaction } from './transaction.ts'
import { requireThat } from './transaction.ts'

export const NATIVE = zeroAddress

/** The tokens themselves, and ether: what happens outside of the contracts when they move them. */

export function holdingOf({ outside }: State, token: Address, holder: Address): bigint {
  return outside.holdings.get(at(token, holder)) ?? 0n
}

export function requireCode({ tokens }: Setup, token: Address) {
  requireThat(token === NATIVE || tokens.has(token), 'TokenHasNoCode', token)
}

/** Native money that comes along with the call; who sends it has it. */
export function receiveValue({ state, setup, caller, value }: Transaction) {
  add(state, NATIVE, caller, -value)
  add(state, NATIVE, setup.office, value)
}

/** Takes tokens from the caller as `transferFrom` does, with OpenZeppelin's errors; they must arrive whole. */
export function pullFromCaller(tx: Transaction, token: Address, amount: bigint) {
  if (amount === 0n) return
  const { state, setup, caller } = tx
  requireCode(setup, token)
  const allowed = state.outside.allowances.get(at(token, caller)) ?? 0n
  requireThat(allowed >= amount, 'ERC20InsufficientAllowance', setup.office, allowed, amount)
  const spent = allowed === maxUint256 ? 0n : amount
  state.outside.allowances.set(at(token, caller), allowed - spent)
  const received = moveToken(tx, token, caller, setup.office, amount)
  requireThat(received === amount, 'TokenAmountMismatch', token, amount, received)
}

/** Pays out; what the receiver of a token gets in the end is between the token and it. */
export function push(tx: Transaction, token: Address, to: Address, amount: bigint) {
  if (amount === 0n) return
  const { state, setup } = tx
  if (token !== NATIVE) {
    moveToken(tx, token, setup.office, to, amount)
    return
  }
  requireThat(!setup.refusing.has(to), 'NativeTransferFailed', to, amount)
  add(state, NATIVE, setup.office, -amount)
  add(state, NATIVE, to, amount)
}

/** A token that takes a fee burns it first. */
function moveToken(
  { state, setup }: Transaction,
  token: Address,
  from: Address,
  to: Address,
  amount: bigint,
): bigint {
  const fee = (amount * BigInt(setup.tokens.get(token) ?? 0)) / 10_000n
  for (const part of [fee, amount - fee]) {
    const held = holdingOf(state, token, from)
    requireThat(held >= part, 'ERC20InsufficientBalance', from, held, part)
    add(state, token, from, -part)
  }
  add(state, token, to, amount - fee)
  return amount - fee
}

function add(state: State, token: Address, holder: Address, amount: bigint) {
  state.outside.holdings.set(at(token, holder), holdingOf(state, token, holder) + amount)
}
