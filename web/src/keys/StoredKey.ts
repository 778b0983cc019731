import type { KeyPair } from '@pennypost/sdk'
import type { Hex } from 'viem'

export type KeyOrigin = 'made' | 'brought'

/** A key of an inbox that this browser holds, with its secret. */
export type StoredKey = {
  /** CAIP-2 of the chain that its inbox is on. */
  chain: string
  inboxId: Hex
  pair: KeyPair
  /** Unix seconds. */
  addedAt: number
  /** Whether there is to be a copy of it in a file: one was offered here, or it came from one. */
  isSaved: boolean
  /** Whether it was made in this browser or brought in a file, whose author may know it. Absent: kept before this was noted. */
  origin?: KeyOrigin | undefined
}
