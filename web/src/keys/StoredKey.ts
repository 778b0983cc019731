import type { KeyPair } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** A key of an inbox that this browser holds, with its secret. */
export type StoredKey = {
  /** CAIP-2 of the chain that its inbox is on. */
  chain: string
  inboxId: Hex
  pair: KeyPair
  /** Unix seconds. */
  addedAt: number
  /** Whether its owner has a copy of it in a file: it was saved to one here, or came from one. */
  isSaved: boolean
}
