import type { Address, Hex } from 'viem'
import type { Admission } from '../../../protocol/admission.ts'

/** A letter as a relay hands it over. Its hash was checked; who wrote it, and what paid, are the relay's word. */
export type DeliveredLetter = {
  /** The relay's own id, to acknowledge the letter by and to go on from. */
  letterId: string
  /** keccak256 of the bytes, by which the same letter is known that comes by other relays, or again. */
  letterHash: Hex
  /** Account or inbox that was proven to the relay to have written it; null: nobody was, whatever was claimed. */
  sender: Address | Hex | null
  /** Unix seconds. */
  receivedAt: number
  /** Id of the stamp or mailing that paid; null: nothing did. */
  postageId: Hex | null
  /** What the sender was given for it: `isAdmissionSignature` says whether it is signed. Null: none came. */
  receipt: { admission: Admission; signature: Hex } | null
  /** For `openLetter`. */
  sealed: Uint8Array
}

/** Whether something can be the id of a letter: it stands in urls and headers. */
export function isLetterId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,18}$/.test(value)
}
