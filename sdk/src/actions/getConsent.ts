import type { Hex } from 'viem'
import { subjectOf } from '../../../protocol/ids.ts'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { Consent } from '../chain/words.ts'
import { consents, wordOf } from '../chain/words.ts'

export type GetConsentParameters = {
  inboxId: Hex
  /** A sender: an address, or an inbox id. */
  subject: Hex
}

/** An inbox's word on one sender. */
export type GetConsentReturnType = {
  consent: Consent
  /** Unix seconds; 0 if never set. */
  setAt: number
}

/**
 * An inbox's word on one sender.
 *
 * Source: `PostOffice.consentOf`.
 *
 * @throws {RangeError} The subject is neither an address nor an inbox id.
 *
 * @example
 * const { consent } = await getConsent(client, { inboxId, subject: sender })
 */
export const getConsent = defineRead(
  postOffice,
  ({ inboxId, subject }: GetConsentParameters) => ({
    functionName: 'consentOf',
    args: [inboxId, subjectOf(subject)],
  }),
  ([consent, setAt]: readonly [number, number]): GetConsentReturnType => ({
    consent: wordOf(consents, consent),
    setAt,
  }),
)
