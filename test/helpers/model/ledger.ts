import type { Address } from 'viem'
import { getAddress, maxUint256, numberToHex, zeroAddress } from 'viem'

import type { Signature } from './signed.ts'
import { requireNoncedSignature } from './signed.ts'
import type { State } from './state.ts'
import { at } from './state.ts'
import { NATIVE, pullFromCaller, push } from './tokens.ts'
import type { Transaction } from './transaction.ts'
import { requireThat } from './transaction.ts'

const MAX_DEPOSIT = 2n ** 192n - 1n

/** PostOffice: whose money lies there. */
export const ledgerCalls = {
  deposit(tx: Transaction, token: Address, to: Address, amount: bigint) {
    requireReceiver(tx, to)
    requireThat(amount <= MAX_DEPOSIT, 'DepositTooLarge', token, amount, MAX_DEPOSIT)
    const expected = token === NATIVE ? amount : 0n
    requireThat(tx.value === expected, 'ValueMismatch', expected, tx.value)
    if (amount === 0n) return
    if (token !== NATIVE) pullFromCaller(tx, token, amount)
    mint(tx, to, token, amount)
    tx.emit('Deposited', { token, from: tx.caller, to, amount })
  },

  withdraw(tx: Transaction, token: Address, amount: bigint, to: Address) {
    requireReceiver(tx, to)
    payOut(tx, tx.caller, token, amount, to)
  },

  withdrawFor(
    tx: Transaction,
    owner: Address,
    token: Address,
    amount: bigint,
    to: Address,
    deadline: bigint,
    signature: Signature,
  ) {
    requireReceiver(tx, to)
    const message = { owner, token, amount, to, deadline }
    const struct = { domain: 'office', primaryType: 'Withdraw', message } as const
    requireNoncedSignature(tx, owner, struct, signature)
    payOut(tx, owner, token, amount, to)
  },

  transfer(tx: Transaction, receiver: Address, id: bigint, amount: bigint) {
    move(tx, tx.caller, receiver, id, amount)
    return true
  },

  transferFrom(tx: Transaction, sender: Address, receiver: Address, id: bigint, amount: bigint) {
    if (!isFreeToSpend(tx, sender)) {
      const left = spendAllowance(tx, sender, tokenOf(id), amount)
      tx.state.office.allowances.set(at(sender, tx.caller, tokenOf(id)), left)
    }
    move(tx, sender, receiver, id, amount)
    return true
  },

  approve(tx: Transaction, spender: Address, id: bigint, amount: bigint) {
    requireThat(spender !== zeroAddress, 'ERC6909InvalidSpender', spender)
    tx.state.office.allowances.set(at(tx.caller, spender, tokenOf(id)), amount)
    tx.emit('Approval', { owner: tx.caller, spender, id, amount })
    return true
  },

  setOperator(tx: Transaction, spender: Address, approved: boolean) {
    requireThat(spender !== zeroAddress, 'ERC6909InvalidSpender', spender)
    const { operators } = tx.state.office
    if (approved) operators.add(at(tx.caller, spender))
    else operators.delete(at(tx.caller, spender))
    tx.emit('OperatorSet', { owner: tx.caller, spender, approved })
    return true
  },
}

export function balanceOf({ office }: State, owner: Address, token: Address): bigint {
  return office.balances.get(at(owner, token)) ?? 0n
}

export function idOf(token: Address): bigint {
  return BigInt(token)
}

export function tokenOf(id: bigint): Address {
  return getAddress(numberToHex(id, { size: 20 }))
}

/** Postage from the caller: of native money what came along first, of other tokens the balance first. */
export function takePostage(tx: Transaction, token: Address, amount: bigint) {
  const { caller, value } = tx
  tx.state.office.escrow.set(token, (tx.state.office.escrow.get(token) ?? 0n) + amount)
  if (token === NATIVE) {
    if (value < amount) burn(tx, caller, token, amount - value)
    else mint(tx, caller, token, value - amount)
    return
  }
  requireThat(value === 0n, 'UnexpectedValue', value)
  const balance = balanceOf(tx.state, caller, token)
  const fromBalance = balance < amount ? balance : amount
  burn(tx, caller, token, fromBalance)
  pullFromCaller(tx, token, amount - fromBalance)
}

/** Postage from somebody's balance, as the caller may by its allowance, of which an event says what is left. */
export function takeAllowedPostage(
  tx: Transaction,
  owner: Address,
  token: Address,
  amount: bigint,
) {
  if (!isFreeToSpend(tx, owner)) {
    const left = spendAllowance(tx, owner, token, amount)
    if (left !== maxUint256) ledgerApproval(tx, owner, token, left)
  }
  takeBalancePostage(tx, owner, token, amount)
}

/** Postage from somebody's balance. */
export function takeBalancePostage(
  tx: Transaction,
  owner: Address,
  token: Address,
  amount: bigint,
) {
  tx.state.office.escrow.set(token, (tx.state.office.escrow.get(token) ?? 0n) + amount)
  burn(tx, owner, token, amount)
}

/**
 * What a call pays out of escrow. The protocol lets credits to one account and token be merged; the contract merges those
 * that follow each other, which is what the order of its events shows.
 */
export function payer(tx: Transaction) {
  let run: { account: Address; token: Address; amount: bigint } | undefined
  const flush = () => {
    if (run) mint(tx, run.account, run.token, run.amount)
    run = undefined
  }
  return {
    add(account: Address, token: Address, amount: bigint) {
      const { escrow } = tx.state.office
      escrow.set(token, (escrow.get(token) ?? 0n) - amount)
      if (run && (run.account !== account || run.token !== token)) flush()
      run = { account, token, amount: (run?.amount ?? 0n) + amount }
    },
    flush,
  }
}

function requireReceiver({ setup }: Transaction, to: Address) {
  requireThat(to !== zeroAddress && to !== setup.office, 'InvalidReceiver', to)
}

function payOut(tx: Transaction, owner: Address, token: Address, amount: bigint, to: Address) {
  if (amount === 0n) return
  burn(tx, owner, token, amount)
  tx.emit('Withdrawn', { token, owner, to, amount })
  push(tx, token, to, amount)
}

function mint(tx: Transaction, to: Address, token: Address, amount: bigint) {
  if (amount === 0n) return
  requireThat(to !== tx.setup.office, 'InvalidReceiver', to)
  change(tx.state, to, token, amount)
  const from = zeroAddress
  tx.emit('Transfer', { caller: tx.caller, sender: from, receiver: to, id: idOf(token), amount })
}

function burn(tx: Transaction, owner: Address, token: Address, amount: bigint) {
  if (amount === 0n) return
  requireBalance(tx, owner, token, amount)
  change(tx.state, owner, token, -amount)
  const to = zeroAddress
  tx.emit('Transfer', { caller: tx.caller, sender: owner, receiver: to, id: idOf(token), amount })
}

/** ERC-6909's own transfers make an event of a zero amount, too, as the standard asks. */
function move(tx: Transaction, sender: Address, receiver: Address, id: bigint, amount: bigint) {
  requireThat(receiver !== zeroAddress, 'ERC6909InvalidReceiver', receiver)
  requireThat(receiver !== tx.setup.office, 'InvalidReceiver', receiver)
  const token = tokenOf(id)
  requireBalance(tx, sender, token, amount)
  change(tx.state, sender, token, -amount)
  change(tx.state, receiver, token, amount)
  tx.emit('Transfer', { caller: tx.caller, sender, receiver, id, amount })
}

function requireBalance({ state }: Transaction, owner: Address, token: Address, amount: bigint) {
  const balance = balanceOf(state, owner, token)
  const isCovered = balance >= amount
  requireThat(isCovered, 'ERC6909InsufficientBalance', owner, balance, amount, idOf(token))
}

function isFreeToSpend({ state, caller }: Transaction, owner: Address): boolean {
  return owner === caller || state.office.operators.has(at(owner, caller))
}

/** What is left of the caller's allowance; an infinite one stays. */
function spendAllowance(tx: Transaction, owner: Address, token: Address, amount: bigint): bigint {
  const allowed = tx.state.office.allowances.get(at(owner, tx.caller, token)) ?? 0n
  const isEnough = allowed >= amount
  const needed = [allowed, amount, idOf(token)]
  requireThat(isEnough, 'ERC6909InsufficientAllowance', tx.caller, ...needed)
  return allowed === maxUint256 ? allowed : allowed - amount
}

function ledgerApproval(tx: Transaction, owner: Address, token: Address, amount: bigint) {
  tx.state.office.allowances.set(at(owner, tx.caller, token), amount)
  tx.emit('Approval', { owner, spender: tx.caller, id: idOf(token), amount })
}

function change({ office }: State, owner: Address, token: Address, amount: bigint) {
  const balance = office.balances.get(at(owner, token)) ?? 0n
  office.balances.set(at(owner, token), balance + amount)
}
