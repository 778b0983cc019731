import type { Address } from 'viem'
import type { Setup, State } from './state.ts'

/** A call while the model works on it. Its state is its own: what is refused leaves no trace. */
export type Transaction = {
  setup: Setup
  state: State
  caller: Address
  /** Wei. */
  value: bigint
  /** Unix seconds. */
  now: number
  emit: (name: string, args: Record<string, unknown>) => void
}

/** The error that a call ends with, as the interfaces name it. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly error: string
  readonly args: readonly unknown[]

  constructor(error: string, args: readonly unknown[]) {
    super(error)
    this.error = error
    this.args = args
  }
}

export function refuse(error: string, ...args: unknown[]): never {
  throw new Refusal(error, args)
}

export function requireThat(holds: boolean, error: string, ...args: unknown[]): asserts holds {
  if (!holds) refuse(error, ...args)
}
