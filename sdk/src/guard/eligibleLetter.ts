import type { Hex } from 'viem'
import type { SenderStatementInput } from '../x402/letterHeaders.ts'
import type { LetterKey } from './letterKey.ts'
import type { Receipt } from './receipt.ts'
import type { LetterVerdict } from './verdictSource.ts'

/** A letter that may be carried. Ids and addresses are in lower case. */
export type EligibleLetter = LetterKey & {
  /**
   * Who says to have written it, a wallet or an inbox id. True only where `verdict.senderProof` is `verified`: whoever pays may claim
   * anything, so show no recipient a name that nobody has proven.
   */
  sender: Hex
  senderStatement?: SenderStatementInput | undefined
  /** The sealed letter. */
  bytes: Uint8Array
  verdict: LetterVerdict
  receipt: Receipt
}
