import type { GivenConsent } from '@pennypost/sdk'
import { shortHex } from '../../ui/shortHex.ts'
import { consentWords } from './consentProps.ts'
import { senderOf } from './consentSubjects.ts'

/** What the button that sets words does: to whom, where it is one, else how many they are. */
export function consentLabel(consents: readonly GivenConsent[]): string {
  const [first, ...others] = consents
  if (!first || others.length > 0) return `Set these ${consents.length} words`
  return consentWords[first.consent].act(shortHex(senderOf(first.subject).value))
}
