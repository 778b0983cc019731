import type { LinkWalletParameters } from '@pennypost/sdk'
import { parseSigned } from '@pennypost/sdk'
import { createStore } from '../../storage/createStore.ts'

/** Wallets that signed in this browser to join an inbox, by chain, inbox and wallet. */
export const signedJoins = createStore<LinkWalletParameters>('signedJoins')

/** What a wallet signed to join an inbox, as text to hand on. */
export function joinText(signed: LinkWalletParameters): string {
  const { inboxId, wallet, deadline, signature } = signed
  return JSON.stringify({ inboxId, wallet, deadline, signature })
}

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
