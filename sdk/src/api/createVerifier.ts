import type { Caip2 } from '../../../protocol/caip2.ts'
import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'
import { ApiProblemError, isProblem } from '../errors/ApiProblemError.ts'
import type { ApiClient, ApiSchemas, ChainOptional } from './ApiClient.ts'
import { createBatches } from './createBatches.ts'
import { isAsOf, safeVerdict } from './safeVerdict.ts'

type Chained = ApiSchemas['VerifyItem'] & { readonly chain: Caip2 }

/** A letter to judge, as `api.verify` takes it but for `explain`. */
export type VerifierItem<chain extends Caip2 | undefined = undefined> = ChainOptional<
  Chained,
  chain
>

/** The verdict on a letter. */
export type ItemVerdict = ApiSchemas['VerdictItem'] & {
  /** The block that it is true of. */
  readonly asOf: ApiSchemas['AsOf']
}

/** Asks for verdicts, many at once. */
export type Verifier<chain extends Caip2 | undefined = undefined> = {
  /**
   * Judges a letter, together with all that is asked about in the same moment.
   *
   * @param options.signal - Ends this letter's asking alone.
   * @throws {ApiProblemError} The letter's own problem, such as a malformed id; or that of the whole batch, such as `index_stale`.
   * @throws {ApiUnreachableError} No answer came.
   * @throws {ApiAnswerError} The answer is no verdict.
   */
  verify(
    item: VerifierItem<chain>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<ItemVerdict>
}

export type CreateVerifierParameters<chain extends Caip2 | undefined = undefined> = {
  /** What letters are asked about that name no chain themselves; else the client's. */
  chain?: chain
  /** Most letters of a batch; 1,000, which is the most that the API takes, unless told. */
  maxBatch?: number | undefined
  /** Milliseconds that the first letter waits for others; 1 unless told. */
  waitMs?: number | undefined
  /** Most batches under way at once; 4 unless told. What comes meanwhile is gathered. */
  maxInFlight?: number | undefined
}

/** Bytes that a batch may have, less what stands around its items. */
const mostBytes = 4 * 1024 * 1024 - 1_024

/**
 * Gathers letters that are asked about in the same moment into one `verifyBatch` for each chain: one round trip of the API's
 * database, one `asOf`. A relay calls it for each letter that comes in.
 *
 * @throws {ApiParameterError} A number is out of its range.
 *
 * @example
 * const verifier = createVerifier(api, { chain: 'eip155:31337' })
 * const { eligible, reason, asOf } = await verifier.verify({ inboxId, sender, letterHash, relay })
 */
export function createVerifier<
  own extends Caip2 | undefined,
  const chain extends Caip2 | undefined = own,
>(api: ApiClient<own>, parameters: CreateVerifierParameters<chain> = {}): Verifier<chain> {
  const { maxBatch = 1_000, waitMs = 1, maxInFlight = 4 } = parameters
  requireWhole('maxBatch', maxBatch, 1, 1_000)
  requireWhole('waitMs', waitMs, 0, 10_000)
  requireWhole('maxInFlight', maxInFlight, 1, 1_000)
  const ask = api.verifyBatch as ApiClient['verifyBatch']
  const batches = createBatches<ApiSchemas['VerifyItem'], ItemVerdict>({
    ...{ maxBatch, maxBytes: mostBytes, waitMs, maxInFlight },
    async send(chain, items, signal) {
      const { results, asOf } = await ask({ chain: chain as Caip2, items }, { signal })
      return items.map((item, index) => toVerdict(chain, item, results[index], asOf))
    },
  })

  return {
    async verify(item, { signal } = {}) {
      const { chain = parameters.chain ?? api.chain, ...rest } = item as Partial<Chained>
      if (chain === undefined) throw new ApiParameterError('chain', 'is missing')
      return await batches.ask(chain, rest as ApiSchemas['VerifyItem'], signal)
    },
  }
}

/** What became of one letter. The client has looked at it already, but need not be ours. */
function toVerdict(
  chain: string,
  item: ApiSchemas['VerifyItem'],
  result: unknown,
  asOf: unknown,
): ItemVerdict | Error {
  if (isProblem(result)) return new ApiProblemError(result)
  const verdict = safeVerdict(result, item)
  if (verdict && isAsOf(asOf, chain)) return { ...verdict, asOf }
  return new ApiAnswerError('verifyBatch', 'it is no verdict on the letter')
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new ApiParameterError(name, `must be a whole number from ${least} to ${most}`)
}
