import type { Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type GetMailingIdParameters = { mailing: Mailing }

/**
 * The id of a mailing as the contract has it. `mailingIdOf` gives the same without asking.
 *
 * Source: `PostOffice.mailingId`.
 *
 * @example
 * const mailingId = await getMailingId(client, { mailing })
 */
export const getMailingId = defineRead(
  postOffice,
  ({ mailing }: GetMailingIdParameters) => ({ functionName: 'mailingId', args: [mailing] }),
  (mailingId: Hex) => mailingId,
)
