import type { LetterDelivery } from './OwnLetter.ts'

/** That a relay took a letter that is paid for, and that it is not known to be there. */
export function noReceiptSentence(receipt: LetterDelivery['receipt']): string {
  if (receipt === 'unchecked')
    return 'The relay took it, and its receipt could not be checked, as the chain did not answer.'
  return 'The relay took it without a receipt that holds: it gave none that its signer on chain has signed for this letter.'
}
