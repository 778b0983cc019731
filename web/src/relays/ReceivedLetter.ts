import type { DeliveredLetter } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'

/** A letter that came to an inbox, as this browser keeps it. */
export type ReceivedLetter = {
  letterHash: Hex
  /** CAIP-2. */
  chain: string
  inboxId: Hex
  /** Who was proven to the relay to have written it: the relay's word. Null: nobody was. */
  sender: Address | Hex | null
  /** Unix seconds, as the relay says. */
  receivedAt: number
  /** Id of the stamp or mailing that paid, as the relay says; undefined: nothing did. */
  postageId?: Hex | undefined
  receipt: DeliveredLetter['receipt']
  /** By its operator. */
  relay: Address
  relayUrl: string
  /** The relay's own id for it. */
  letterId: string
  /** Whether the relay was told that it is kept here; until then the relay keeps it too. */
  isAcknowledged: boolean
  sealed: Uint8Array
  /** What it says; undefined: it could not be opened here, or is no text: `problem` says which. */
  content?: string | undefined
  /** A sentence. */
  problem?: string | undefined
  isRead?: boolean | undefined
}
