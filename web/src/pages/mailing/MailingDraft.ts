import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { Address, Hex } from 'viem'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { NamedToken } from './useTokens.ts'

/** All that a mailing is made of. */
export type MailingDraft = {
  sender: Address
  relay: SiteRelay
  token: NamedToken
  /** For each letter. */
  carriage: bigint
  /** For each letter. */
  stake: bigint
  /** Seconds. */
  lasts: number
  letters: readonly AddressedLetter[]
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  /** Of the list. */
  name: string
}
