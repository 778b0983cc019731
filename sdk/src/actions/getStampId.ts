import type { Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type GetStampIdParameters = { stamp: Stamp }

/**
 * The id of a stamp as the contract has it. `stampIdOf` gives the same without asking.
 *
 * Source: `PostOffice.stampId`.
 *
 * @example
 * const stampId = await getStampId(client, { stamp })
 */
export const getStampId = defineRead(
  postOffice,
  ({ stamp }: GetStampIdParameters) => ({ functionName: 'stampId', args: [stamp] }),
  (stampId: Hex) => stampId,
)
