import type { Address } from 'viem'

import { keyCalls } from './keys.ts'
import { ledgerCalls } from './ledger.ts'
import { mailingCalls } from './mailings.ts'
import { recoveryCalls } from './recovery.ts'
import { useNonce } from './signed.ts'
import { stampCalls } from './stamps.ts'
import type { Setup, State } from './state.ts'
import { termsCalls } from './terms.ts'
import { receiveValue } from './tokens.ts'
import type { Transaction } from './transaction.ts'
import { Refusal } from './transaction.ts'
import { walletCalls } from './wallets.ts'

/** What can be called of each contract. */
const calls = {
  registry: { ...walletCalls, ...keyCalls, ...recoveryCalls, useNonce: useNonce('registry') },
  office: {
    ...ledgerCalls,
    ...termsCalls,
    ...stampCalls,
    ...mailingCalls,
    useNonce: useNonce('office'),
  },
} as const

type Calls = typeof calls
export type Contract = keyof Calls
export type NameOf<C extends Contract> = keyof Calls[C] & string
export type ArgsOf<C extends Contract, N extends NameOf<C>> = Calls[C][N] extends (
  tx: Transaction,
  ...args: infer Args
) => unknown
  ? Args
  : never

export type Call = {
  contract: Contract
  name: string
  args: readonly unknown[]
  caller: Address
  /** Wei. */
  value: bigint
  /** Unix seconds of its block. */
  now: number
}

export type Event = { name: string; args: Record<string, unknown> }

export type Outcome =
  | { state: State; events: Event[]; result: unknown; revert?: undefined }
  | { state: State; revert: { error: string; args: readonly unknown[] } }

/** The functions that the model has, as `contract.name`. */
export const FUNCTIONS: readonly string[] = Object.entries(calls).flatMap(([contract, functions]) =>
  Object.keys(functions).map((name) => `${contract}.${name}`),
)

/**
 * What the contracts must do: the state after a call, its events in order and what it returns, or the error it ends with and
 * the state as it was.
 *
 * Said once more and shorter, after docs/protocol.md and the interfaces, and with nothing in common with the contracts but
 * the order of what is required, which is theirs to choose and documented there.
 */
export function apply(setup: Setup, before: State, call: Call): Outcome {
  const events: Event[] = []
  const { caller, value, now } = call
  const emit = (name: string, args: Record<string, unknown>) => events.push({ name, args })
  const tx = { setup, state: structuredClone(before), caller, value, now, emit }
  try {
    receiveValue(tx)
    const functions: Record<string, unknown> = calls[call.contract]
    const run = functions[call.name] as (tx: Transaction, ...args: readonly unknown[]) => unknown
    const result = run(tx, ...call.args)
    return { state: tx.state, events, result }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: before, revert: { error: error.error, args: error.args } }
  }
}
