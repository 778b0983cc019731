import type { Hash } from 'viem'
import { size as bytesOf } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import type { WriteAction } from '../chain/defineWrite.ts'
import { isOutage } from '../chain/isOutage.ts'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'
import { TokenRefusalError } from '../errors/TokenRefusalError.ts'
import type { Flow } from './flowOptions.ts'
import type { CulpritOf, Placed } from './locatedRefusal.ts'
import { locatedRefusal } from './locatedRefusal.ts'
import { waitUntilMined } from './waitUntilMined.ts'

/** What a transaction may use at most by EIP-7825, whatever the chain's blocks hold. */
const GAS_CAP = 2n ** 24n
/** Nodes pass on no transaction above 128 KiB; what is around the calldata has some hundred bytes. */
const MAX_CALLDATA_BYTES = 126_000
/** The smallest item has 224 bytes, so that no more could fit. */
const MAX_ITEMS = 562

/** How far a long list is. */
export type ChunkProgress = {
  /** How many are done, those included that were before the call. */
  done: number
  total: number
  /** Of the transaction that was mined just now. */
  hash: Hash
}

export type ChunkOptions = {
  /** Called after each transaction. What it throws ends the call; the rest can be done by another. */
  onProgress?: ((progress: ChunkProgress) => void) | undefined
}

export type InChunksParameters<item, parameters> = ChunkOptions & {
  flow: Flow
  action: WriteAction<parameters, Hash | { hash: Hash }>
  /** What is still to be done. */
  pending: readonly Placed<item>[]
  /** How many there are with those that are done. */
  total: number
  toParameters: (items: readonly item[]) => parameters | Promise<parameters>
  culpritOf: CulpritOf<item>
}

/**
 * Does a long list in as many transactions as it takes, one after another, each under the gas cap of EIP-7825 with a quarter to spare and
 * small enough to be passed on. A chunk that is too large is halved.
 *
 * @returns Hashes of the transactions, all mined.
 * @throws {ChunkRefusalError} The contract would refuse a chunk; those before it are done.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced; those before it are done.
 */
export async function inChunks<item, parameters>(
  client: PennypostClient,
  job: InChunksParameters<item, parameters>,
): Promise<readonly Hash[]> {
  const hashes: Hash[] = []
  let rest = job.pending
  let size = MAX_ITEMS
  while (rest.length > 0) {
    const done = job.total - rest.length
    const { hash, chunk } = await sendChunk(client, job, rest.slice(0, size), { done, hashes })
    const receipt = await waitUntilMined(client, { hash })
    hashes.push(receipt.transactionHash)
    size = chunk.length
    rest = rest.slice(size)
    job.onProgress?.({
      done: job.total - rest.length,
      total: job.total,
      hash: receipt.transactionHash,
    })
  }
  return hashes
}

async function sendChunk<item, parameters>(
  client: PennypostClient,
  job: InChunksParameters<item, parameters>,
  items: readonly Placed<item>[],
  before: { done: number; hashes: readonly Hash[] },
): Promise<{ hash: Hash; chunk: readonly Placed<item>[] }> {
  let chunk = items
  for (;;) {
    try {
      const parameters = await job.toParameters(chunk.map(({ item }) => item))
      const gas = await gasOf(client, job, parameters, chunk.length === 1)
      if (gas !== undefined) {
        const sent = await job.action(client, { ...job.flow, ...parameters, gas })
        return { hash: typeof sent === 'string' ? sent : sent.hash, chunk }
      }
    } catch (error) {
      throw locatedRefusal(error, { ...job, ...before, chunk })
    }
    chunk = chunk.slice(0, Math.ceil(chunk.length / 2))
  }
}

/** Gas to give to a chunk; undefined where it is too large. */
async function gasOf<item, parameters>(
  client: PennypostClient,
  { action, flow }: InChunksParameters<item, parameters>,
  parameters: parameters,
  isAlone: boolean,
): Promise<bigint | undefined> {
  const { data } = action.call(flow.contracts, parameters)
  if (bytesOf(data) > MAX_CALLDATA_BYTES && !isAlone) return undefined
  try {
    const estimate = await action.estimateGas(client, { ...flow, ...parameters })
    const gas = estimate + estimate / 4n
    return gas <= GAS_CAP || isAlone ? gas : undefined
  } catch (error) {
    // Nodes have no common word for what uses more gas than they let a call use; a chunk of one would not be too large.
    if (isAlone || isRefusal(error) || isOutage(error)) throw error
    return undefined
  }
}

/** A token that says nothing may only have run out of gas. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof ContractRefusalError ||
    (error instanceof TokenRefusalError && error.data !== undefined)
  )
}
