import type { Tone } from '../facts/Tone.ts'
import { isDelivered } from './isDelivered.ts'
import { noReceiptSentence } from './noReceiptSentence.ts'
import type { OwnLetter } from './OwnLetter.ts'

/** How far a letter is, as far as this browser knows. */
export type LetterStanding = {
  state: 'unpaid' | 'unsure' | 'paid' | 'taken' | 'doubtful'
  /** For a badge. */
  word: string
  tone: Tone
  sentence: string
}

/** How far a letter is, in words: never that something is paid before the chain has said so. */
export function letterStanding(letter: OwnLetter): LetterStanding {
  const { postage, delivery } = letter
  if (isDelivered(letter)) return taken(letter)
  if (postage?.isPosted && delivery)
    return {
      ...{ state: 'paid', word: 'Paid', tone: 'warn' },
      sentence: `The postage is paid. ${noReceiptSentence(delivery.receipt)}`,
    }
  if (postage?.isPosted)
    return {
      ...{ state: 'paid', word: 'Paid', tone: 'info' },
      sentence: 'The postage is paid. Its relay has not confirmed the letter yet.',
    }
  if (postage?.strayHash)
    return {
      ...{ state: 'unsure', word: 'Perhaps paid', tone: 'warn' },
      sentence:
        'Your wallet named another transaction for this payment, and no stamp is there. The payment may still come.',
    }
  if (postage && postage.timesAsked > 0)
    return {
      ...{ state: 'unsure', word: 'Perhaps paid', tone: 'warn' },
      sentence:
        'Your wallet was asked to pay for this letter, and the chain does not have the payment so far. It may still come.',
    }
  return {
    ...{ state: 'unpaid', word: 'Not sent', tone: 'neutral' },
    sentence: letter.price
      ? 'This letter is not sent, and nothing was paid for it.'
      : 'Its relay has not confirmed this letter yet. It costs nothing.',
  }
}

function taken({ delivery }: OwnLetter): LetterStanding {
  if (delivery?.receipt === 'bad')
    return {
      ...{ state: 'doubtful', word: 'With the relay', tone: 'warn' },
      sentence:
        'The relay says that it has the letter, and gives no receipt that holds: none that its signer on chain has signed for this letter.',
    }
  return {
    ...{ state: 'taken', word: 'With the relay', tone: 'good' },
    sentence:
      delivery?.receipt === 'good'
        ? 'The relay has the letter, and has signed a receipt for it.'
        : 'The relay has the letter. Its receipt could not be checked, as the chain did not answer.',
  }
}
