import { expire } from '../actions/expire.ts'
import type { GetStampStatusReturnType } from '../actions/getStampStatus.ts'
import type { PennypostClient } from '../chain/client.ts'
import type { InChunksReturnType, StampsInChunksParameters } from './stampsInChunks.ts'
import { stampsInChunks } from './stampsInChunks.ts'

/**
 * Gives the postage of any number of stamps that nobody answered in time back to their senders, in as many transactions as it takes.
 *
 * Source: `PostOffice.expire`. Each transaction is waited for before the next. Can be called again after whatever went wrong: what is done
 * is left out.
 *
 * @throws {ChunkRefusalError} `StampNotPending` or `StampNotExpired`. Of which stamp, and how far the list got, it says.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * await expireAll(client, { stamps, onProgress: ({ done, total }) => console.log(done, total) })
 */
export async function expireAll(
  client: PennypostClient,
  parameters: StampsInChunksParameters,
): Promise<InChunksReturnType> {
  const isDone = ({ status }: GetStampStatusReturnType) => status === 'expired'
  return await stampsInChunks(client, { action: expire, isDone }, parameters)
}
