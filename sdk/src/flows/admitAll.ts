import { admit } from '../actions/admit.ts'
import type { GetStampStatusReturnType } from '../actions/getStampStatus.ts'
import type { PennypostClient } from '../chain/client.ts'
import type { InChunksReturnType, StampsInChunksParameters } from './stampsInChunks.ts'
import { stampsInChunks } from './stampsInChunks.ts'

/**
 * Takes the carriage of any number of stamps that name the account as their relay, in as many transactions as it takes.
 *
 * Source: `PostOffice.admit`. Each transaction is waited for before the next. Can be called again after whatever went wrong: what is done
 * is left out.
 *
 * @throws {ChunkRefusalError} `NotRelay`, `StampNotPending` or `StampHasExpired`. Of which stamp, and how far the list got, it says.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * await admitAll(relay, { stamps, onProgress: ({ done, total }) => console.log(done, total) })
 */
export async function admitAll(
  client: PennypostClient,
  parameters: StampsInChunksParameters,
): Promise<InChunksReturnType> {
  const isDone = ({ carriagePaid }: GetStampStatusReturnType) => carriagePaid
  return await stampsInChunks(client, { action: admit, isDone }, parameters)
}
