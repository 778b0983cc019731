import type { Hex } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import type { ReadOptions } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import { readMany } from '../chain/readMany.ts'
import type { GetStampStatusReturnType } from './getStampStatus.ts'
import { stampStatusOf } from './getStampStatus.ts'

export type GetStampStatusesParameters = {
  /** See `stampIdOf`. */
  stampIds: readonly Hex[]
}

/**
 * Where stamps are in their lives, with one request for each 500 of them.
 *
 * Source: `PostOffice.stampStatus`, through `PostOffice.multicall`.
 *
 * @returns In the order of the ids.
 *
 * @example
 * const statuses = await getStampStatuses(client, { stampIds })
 */
export async function getStampStatuses(
  client: PennypostClient,
  parameters: GetStampStatusesParameters & ReadOptions,
): Promise<GetStampStatusReturnType[]> {
  const results = await readMany(client, {
    ...parameters,
    ...{ contract: postOffice, functionName: 'stampStatus' },
    args: parameters.stampIds.map((stampId) => [stampId] as const),
  })
  return results.map(stampStatusOf)
}
