import type { MailClaim, Mailing } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** A letter of a mailing, as far as its stake is to be had by this inbox. */
export type Mail = {
  letterHash: Hex
  mailingId: Hex
  mailing: Mailing
  status: 'open' | 'admitted' | 'closed'
  /** With the proof that the mailing has this letter, checked here; undefined: none was found, and `problem` says why. */
  claim?: MailClaim | undefined
  /** Whether the sender has published the list: until then nobody has proofs from the API. */
  hasList: boolean
  isCollected: boolean
  /** A sentence: why it cannot be collected here, though the time is not over. */
  problem?: string | undefined
}
