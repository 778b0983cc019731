import { activeEncryptionKeys } from '@pennypost/sdk'
import type { FoundRecipient } from './useRecipient.ts'

/** Whether an inbox has a key that letters can be sealed for now. */
export function canBeSealedFor(
  inbox: Pick<NonNullable<FoundRecipient['inbox']>, 'keys'>,
  now: number,
): boolean {
  const keys = inbox.keys.filter(({ expiresAt }) => !expiresAt || now < expiresAt)
  return activeEncryptionKeys({ keys }).length > 0
}
