/** Why a proof proves nothing, by code. */
export const proofFailures = {
  malformed: 'the answer or the request does not have the form of one',
  not_eligible:
    'the verdict is a refusal, and absence of what would make it another cannot be proven',
  other_block: 'it is about another block than the trusted one',
  untrusted_block: 'it rests on an earlier block that the caller has not said to trust',
  header_mismatch: 'a header does not hash to its block',
  other_contract: 'it is about another contract',
  invalid_proof: 'nodes do not lead from the root to the word',
  value_mismatch: 'a word is not what the answer says',
  missing_word: 'a word that the verdict rests on is not proven',
  other_chain: 'it is about another chain',
  postage_mismatch:
    'the fields of the postage are not those of its id, or not those that the verdict tells',
  letter_mismatch: 'the postage is for another letter or inbox',
  relay_mismatch: 'the postage is for another relay',
  inbox_mismatch: 'the inbox is not registered, or is although the verdict says no',
  sender_unproven: 'the sender is not proven to be who it claims to be',
  sender_denied: 'the inbox denies the sender, or who pays',
  not_allowed: 'the inbox does not allow the sender',
  door_mismatch: 'the door is not what the verdict needs it to be',
  not_pending: 'the postage is not pending, or the letter was collected',
  expired: 'the time to answer is over, or too little of it is left',
  below_terms: 'the mailing pays less than the inbox asks',
  carriage_too_low: 'the carriage is less than the relay asks',
  not_shown: 'the blocks given do not show what was in force when the postage was posted',
} as const satisfies Record<string, string>

export type ProofFailure = keyof typeof proofFailures

/** Thrown where proofs do not hold. `code` says which check failed, the message with what. */
export class ProofError extends Error {
  override readonly name = 'ProofError'
  /** What does not hold. */
  readonly code: ProofFailure

  constructor(code: ProofFailure, detail: string, options?: ErrorOptions) {
    super(`${proofFailures[code]}: ${detail}`, options)
    this.code = code
  }
}
