import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

// The enums of the contracts, in their order.

export const doors = ['free', 'postage', 'closed'] as const
export const consents = ['none', 'allowed', 'denied'] as const
export const stampStatuses = [
  'none',
  'open',
  'admitted',
  'collected',
  'returned',
  'expired',
  'voided',
] as const
export const mailingStatuses = ['none', 'open', 'admitted', 'closed'] as const

/** An inbox's word to strangers at large. A new inbox is `free`. */
export type Door = (typeof doors)[number]
/** An inbox's word on one sender. `allowed` needs no postage, `denied` cannot buy any. */
export type Consent = (typeof consents)[number]
/** Where a stamp is in its life. `none`: never posted; `voided`: called off before it was. */
export type StampStatus = (typeof stampStatuses)[number]
/** Where a mailing is in its life. `none`: never opened. */
export type MailingStatus = (typeof mailingStatuses)[number]

/** The word that a contract's number stands for. */
export function wordOf<const word extends string>(words: readonly word[], number: number): word {
  // Safety: contracts hold no other numbers in these enums, and are not upgraded.
  return words[number] as word
}

/** The number that a contract takes for a word. @throws {InvalidParameterError} It is none of the words. */
export function numberOf(parameter: string, words: readonly string[], word: string): number {
  const number = words.indexOf(word)
  if (number === -1)
    throw new InvalidParameterError(
      parameter,
      `${parameter} is one of ${words.join(', ')}, not ${word}.`,
    )
  return number
}
