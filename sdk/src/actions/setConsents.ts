import type { Hex } from 'viem'
import { subjectOf } from '../../../protocol/ids.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { Consent } from '../chain/words.ts'
import { numberOf, consents as words } from '../chain/words.ts'

/** An inbox's word on one sender, to be given. */
export type GivenConsent = {
  /** A sender: an address, or an inbox id. */
  subject: Hex
  /** `allowed`: needs no postage; `denied`: cannot buy any; `none`: as any stranger. */
  consent: Consent
}

export type SetConsentsParameters = {
  inboxId: Hex
  /** For each sender one; of two on the same the later holds. */
  consents: readonly GivenConsent[]
}

/**
 * Gives the inbox's word on senders.
 *
 * Source: `PostOffice.setConsents`. Of inbox ids relays make use; `post` reads only whether the paying address is denied.
 *
 * @throws {RangeError} A subject is neither an address nor an inbox id.
 * @throws {InvalidParameterError} A consent is none of the words.
 * @throws {ContractRefusalError} `NotWallet` or `SubjectIsZero`.
 *
 * @example
 * const hash = await setConsents(client, { inboxId, consents: [{ subject: friend, consent: 'allowed' }] })
 */
export const setConsents = defineWrite(
  postOffice,
  ({ inboxId, consents }: SetConsentsParameters) => ({
    functionName: 'setConsents',
    args: [
      inboxId,
      consents.map(({ subject }) => subjectOf(subject)),
      consents.map(({ consent }) => numberOf('consent', words, consent)),
    ],
  }),
)
