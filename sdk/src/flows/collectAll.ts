import { collect } from '../actions/collect.ts'
import type { GetStampStatusReturnType } from '../actions/getStampStatus.ts'
import type { PennypostClient } from '../chain/client.ts'
import type { InChunksReturnType, StampsInChunksParameters } from './stampsInChunks.ts'
import { stampsInChunks } from './stampsInChunks.ts'

/**
 * Takes the stake of any number of stamps addressed to the account's inbox, in as many transactions as it takes.
 *
 * Source: `PostOffice.collect`. Each transaction is waited for before the next. Can be called again after whatever went wrong: what is done
 * is left out.
 *
 * @throws {ChunkRefusalError} `StampNotPending`, `StampHasExpired` or `NotRecipient`. Of which stamp, and how far the list got, it says.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * await collectAll(client, { stamps, onProgress: ({ done, total }) => console.log(done, total) })
 */
export async function collectAll(
  client: PennypostClient,
  parameters: StampsInChunksParameters,
): Promise<InChunksReturnType> {
  const isDone = ({ status }: GetStampStatusReturnType) => status === 'collected'
  return await stampsInChunks(client, { action: collect, isDone }, parameters)
}
