import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type CloseMailingParameters = {
  /** Whole, as opened: its hash is checked on chain. */
  mailing: Mailing
}

/**
 * Gives what nobody collected in time back to the mailing's sender: stakes, and the carriage if the relay did not admit it. Anyone may.
 *
 * Source: `PostOffice.closeMailing`.
 *
 * @throws {ContractRefusalError} `MailingNotPending` (also when it is closed already) or `MailingNotExpired`.
 *
 * @example
 * const hash = await closeMailing(client, { mailing })
 */
export const closeMailing = defineWrite(postOffice, ({ mailing }: CloseMailingParameters) => ({
  functionName: 'closeMailing',
  args: [mailing],
}))
