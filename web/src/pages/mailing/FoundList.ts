import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { Hex } from 'viem'
import type { LineProblem } from '../../input/csvRecipients.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'

/** A list whose recipients were looked up. */
export type FoundList = {
  /** Those whose inbox is found, and has a key to seal for: not all of them need want what the mailing offers. */
  letters: readonly AddressedLetter[]
  problems: readonly LineProblem[]
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  unused: readonly string[]
  /** How many lines get the letter for all. */
  common: number
  /** Of this look-up: no other has it. */
  id: number
}
