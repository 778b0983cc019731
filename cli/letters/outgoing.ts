import type { Stamp } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'

/** A sealed letter that is about to be sent. */
export type Outgoing = {
  inboxId: Hex
  relay: Address
  /** Where the relay is reached; undefined in a dry run, which needs none. */
  url: string | undefined
  sealed: Uint8Array
  letterHash: Hex
  /** Whether nothing is to be signed for it. */
  isUnsigned: boolean
  /** What was paid for it before. */
  paid?: { stampId: Hex; stamp?: Stamp | undefined } | undefined
}
