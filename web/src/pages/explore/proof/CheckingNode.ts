import type { Hex } from 'viem'

/** A node that the person before the page trusts more than the API. */
export type CheckingNode = {
  /** Whose it is, as in `block 71 of MetaMask’s node`. */
  name: string
  /** Hash of its block of that number; `undefined`: it has none. @throws It does not answer. */
  hashOf(number: bigint): Promise<Hex | undefined>
  /** Number of its newest block. @throws It does not answer. */
  newest(): Promise<bigint>
}
