import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type AdmitMailingParameters = {
  /** Whole, as opened: its hash is checked on chain. */
  mailing: Mailing
}

/**
 * Takes the carriage of all letters of a mailing that names the caller as its relay, by which it says that it carries them.
 *
 * Source: `PostOffice.admitMailing`.
 *
 * @throws {ContractRefusalError} `NotMailingRelay`, `MailingNotPending` (also when it is admitted already) or `MailingHasExpired`.
 *
 * @example
 * const hash = await admitMailing(relay, { mailing })
 */
export const admitMailing = defineWrite(postOffice, ({ mailing }: AdmitMailingParameters) => ({
  functionName: 'admitMailing',
  args: [mailing],
}))
