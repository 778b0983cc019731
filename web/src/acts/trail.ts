import type { Hash } from 'viem'

/** What an act has left behind so far. */
export type Trail = {
  /** Of the latest block that something of it is in. */
  blockNumber?: bigint | undefined
  /** Of what was sent and is not seen in a block yet. */
  hash?: Hash | undefined
}
