import { noReceiptSentence } from '../../letters/noReceiptSentence.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'

/** What went wrong, if anything, and what the relay has said. */
export function paidWords({ delivery }: OwnLetter, problem: string | undefined): string {
  const said = delivery
    ? noReceiptSentence(delivery.receipt)
    : 'Its relay has not confirmed it yet.'
  return problem && problem !== said ? `${problem} ${said}` : said
}

/** That a wallet was asked for it, and what that means. */
export function unsureWords({ postage }: OwnLetter): string {
  const known = postage?.strayHash
    ? 'Your wallet named another transaction for it, and no stamp is there.'
    : 'Your wallet was asked for it, and the chain does not have the payment so far.'
  return `${known} It is looked for every few seconds, and the letter goes on by itself once it is there. Asking your wallet again is for the very same stamp, which the contract takes once: you cannot pay twice. If your wallet still asks, answer there instead.`
}
