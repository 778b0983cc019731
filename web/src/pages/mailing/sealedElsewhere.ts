import type { MailedLetter } from '@pennypost/sdk/mailings'

/** How many letters have no body here, and cannot be sent from here. */
export function sealedElsewhere(letters: readonly Pick<MailedLetter, 'body'>[]): number {
  return letters.filter(({ body }) => !body).length
}
