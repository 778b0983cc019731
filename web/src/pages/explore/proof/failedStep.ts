import type { ProofError } from '@pennypost/sdk'
import type { CheckStep } from './StampCheck.ts'

/** Where a proof failed, by what the SDK says of it. */
export function failedStep({ code, message }: ProofError): CheckStep {
  if (code === 'malformed') return 'answer'
  if (code === 'header_mismatch') return 'header'
  if (code === 'other_contract') return 'account'
  if (code === 'other_block') return 'chain'
  // A proof that fails says of what: the account, or a slot of it.
  if (code === 'invalid_proof') return /account/.test(message) ? 'account' : 'word'
  return 'word'
}

/** What each failure means, without the words of the trade. */
export function failedSentence(error: ProofError): string {
  const { code, message } = error
  const detail = message.slice(message.indexOf(': ') + 2)
  if (code === 'malformed') return 'What the API gave as a proof does not have the form of one.'
  if (code === 'header_mismatch') return `The header is not that of the block: ${detail}.`
  if (code === 'other_contract') return `It is about another contract: ${detail}.`
  if (code === 'value_mismatch') return `The stored word is not what the API says: ${detail}.`
  if (code === 'missing_word') return 'The stored word of this stamp is not in it.'
  if (failedStep(error) === 'account') {
    return `Its nodes do not lead from the block’s state to the PostOffice contract: ${detail}.`
  }
  return `Its nodes do not lead from the contract’s storage to the stamp’s word: ${detail}.`
}
