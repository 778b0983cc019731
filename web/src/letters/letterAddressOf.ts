import type { LetterAddress } from '@pennypost/sdk'
import type { OwnLetter } from './OwnLetter.ts'

/** Where a letter goes, whom it is for and from, and its bytes: as `fetchWithPostage` takes them. */
export function addressOf({ relayUrl, inboxId, wallet, statement, sealed }: OwnLetter): {
  url: string
  address: LetterAddress
  bytes: Uint8Array
} {
  return {
    url: `${relayUrl}/letters`,
    address: { inboxId, sender: wallet, ...(statement && { senderStatement: statement }) },
    bytes: sealed,
  }
}
