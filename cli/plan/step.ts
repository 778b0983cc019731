import type { Call, Contracts, PennypostClient } from '@pennypost/sdk'
import type { Address, Hash, TransactionReceipt, TypedDataDefinition } from 'viem'
import type { Signer } from '../chain/connect.ts'

/** What a writing command does, in one or more transactions. */
export type Step = {
  /** As an order, for people: `Deposit 0.05 ETH`. */
  label: string
  /** Does it, and returns when all of it is mined. */
  run(stage: Stage): Promise<Done>
  /** What it would have signed and sent, in order. Does neither. */
  preview(stage: PreviewStage): Promise<readonly Previewed[]>
}

export type Stage = {
  signer: Signer
  contracts: Contracts
  /** To be told of each transaction, as soon as it is on its way and when it is mined. */
  report: Report
}

export type Report = {
  sent(label: string, hash: Hash): void
  /** @param hash - As it was sent, where a wallet may have sent it anew for another price; the receipt's unless given. */
  mined(label: string, receipt: TransactionReceipt, hash?: Hash): void
  /** Says how far something long is, in place of what was said before. */
  progress(text: string): void
}

export type PreviewStage = {
  /** Reads. */
  client: PennypostClient
  account: Address
  contracts: Contracts
}

/** What came of a step. */
export type Done = {
  transactions: readonly Mined[]
  /** What the action or flow gave beside. */
  returned: unknown
}

export type Mined = { label: string; receipt: TransactionReceipt }

/** A transaction that would be sent, or something that would be signed. */
export type Previewed =
  | { kind: 'call'; label: string; call: Call; estimateGas: () => Promise<bigint> }
  | { kind: 'signature'; label: string; typedData: TypedDataDefinition }
