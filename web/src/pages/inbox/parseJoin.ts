import type { LinkWalletParameters } from '@pennypost/sdk'
import { parseSigned } from '@pennypost/sdk'

/**
 * Reads what a wallet signed to join an inbox.
 *
 * @returns What was signed, or a sentence that says why it is of no use.
 */
export function parseJoin(
  text: string,
  { inboxId, now }: { inboxId: string; now: number },
): { signed: LinkWalletParameters; fault?: undefined } | { signed?: undefined; fault: string } {
  const signed = readSigned(text)
  if (!signed) {
    return { fault: 'That is not what the other wallet signed. Copy the whole text again.' }
  }
  if (signed.inboxId.toLowerCase() !== inboxId.toLowerCase()) {
    return { fault: 'That was signed to join another inbox.' }
  }
  if (signed.deadline < now) {
    return { fault: 'The time for it is over. Have the other wallet sign again.' }
  }
  return { signed }
}

function readSigned(text: string): LinkWalletParameters | undefined {
  try {
    return parseSigned('linkWallet', JSON.parse(text))
  } catch {
    return undefined
  }
}
