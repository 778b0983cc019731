import type { Hex } from 'viem'

/** An event of Pennypost's contracts, as a node gave it. */
export type ChainEvent = {
  /** `StampPosted` */
  name: string
  args: Readonly<Record<string, unknown>>
  blockNumber: bigint
  logIndex: number
  transaction: Hex
}
