import type { TransactionReceipt } from 'viem'
import type { Step } from '../plan/step.ts'
import type { Cell } from '../print/tables.ts'
import type { Credit } from './credits.ts'
import type { PassedOver } from './passedOver.ts'

export type Row = readonly [name: string, value: Cell]

/** Things of one kind that a command does something about. */
export type Work = {
  /** What they are, if there is one: `stamp`. */
  noun: string
  count: number
  steps: readonly Step[]
  /** What a person should know of them before. */
  details: readonly Row[]
  /** What it is going to bring, as things are now. */
  credits: readonly Credit[]
  /** Those that the contract has refused while the steps ran. */
  leftOut: readonly PassedOver[]
  /** What it has brought, as the contract has told. */
  outcome(receipts: readonly TransactionReceipt[]): Outcome
}

export type Outcome = {
  count: number
  credits: readonly Credit[]
  /** What the document says of each. */
  facts: object
}
