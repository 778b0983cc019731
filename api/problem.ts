import type { Hex } from 'viem'
import type { Caip2 } from '../protocol/caip2.ts'
import type { Problem, ProblemCode } from '../protocol/problems.ts'
import { problems } from '../protocol/problems.ts'
import type { ChainHealth } from '../protocol/wire/chains.ts'
import type { ProblemBody, RequestError } from '../protocol/wire/problem.ts'

/** What each problem knows of its occurrence. */
export type Facts = {
  invalid_json: Record<string, never>
  invalid_request: { errors: RequestError[] }
  unknown_chain: { chain: string; known: Caip2[]; in: RequestError['in'] }
  not_found: { path: string }
  inbox_not_found: { inboxId: Hex; chain: Caip2 }
  stamp_not_found: { stampId: Hex; chains: Caip2[] }
  block_not_indexed: { asked: string; newest: string }
  block_time_unknown: { block: number }
  method_not_allowed: { method: string; path: string; allow: string[] }
  body_too_large: { maxBytes: number }
  unsupported_media_type: { received?: string | undefined }
  internal_error: Record<string, never>
  index_stale: { chain: Caip2; because: string }
  index_gap: { chain: Caip2; because: string }
  chain_stalled: { chain: Caip2; because: string }
  reorg_too_deep: { chain: Caip2; because: string }
  database_unavailable: { because: string }
  not_ready: { because: string; chains: ChainHealth[] }
}

/**
 * Thrown wherever a request cannot be answered; becomes a problem (RFC 9457) in one place, `toProblem`. Facts go to the
 * client: no SQL, no stack, no url of a node. What only the log may know goes into `cause`.
 */
export class ApiError<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'ApiError'
  readonly code: C
  readonly facts: Facts[C]

  constructor(code: C, facts: Facts[C], options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.facts = facts
  }
}

/** The occurrence in words: what was wrong, with the values, and what to do. */
const details: { [C in ProblemCode]: (facts: Facts[C]) => string } = {
  invalid_json: () => 'The body is not JSON. Send one JSON object.',
  invalid_request: ({ errors }) =>
    errors
      .map((e) => `${e.pointer === '' ? e.in : `${e.in} ${e.pointer}`}: ${e.detail}`)
      .join('; '),
  unknown_chain: ({ chain, known }) => `No Pennypost here on ${chain}. Known: ${known.join(', ')}.`,
  not_found: ({ path }) => `There is nothing at ${path}. GET /openapi.json lists all paths.`,
  inbox_not_found: ({ inboxId, chain }) =>
    `No inbox ${inboxId} on ${chain}. Check the id and the chain; a new inbox is found once its block is indexed.`,
  stamp_not_found: ({ stampId, chains }) =>
    `No stamp ${stampId} on ${chains.join(', ')}. Check the id; a new stamp is found once its block is indexed.`,
  block_not_indexed: ({ asked, newest }) =>
    `${asked} is not indexed yet; the index is at ${newest}. Ask again later.`,
  block_time_unknown: ({ block }) =>
    `The time of block ${block} is not known here, and the answer turns on it. Ask with stampId or atTime.`,
  method_not_allowed: ({ method, path, allow }) =>
    `${path} does not know ${method}. Use ${allow.join(', ')}.`,
  body_too_large: ({ maxBytes }) =>
    `The body has more than the ${maxBytes} bytes allowed here. Split the request.`,
  unsupported_media_type: ({ received }) =>
    `The body's media type is ${received ?? 'not given'}. Send content-type: application/json.`,
  internal_error: () =>
    'The API has failed. Report the requestId, which finds the fault in the log.',
  index_stale: ({ chain, because }) =>
    `The index of ${chain} is not up to date: ${because}. Ask again.`,
  index_gap: ({ chain, because }) =>
    `The index of ${chain} lacks blocks: ${because}. Its operator has to rebuild it.`,
  chain_stalled: ({ chain, because }) =>
    `${chain} has stopped: ${because}. Ask again once it moves.`,
  reorg_too_deep: ({ chain, because }) =>
    `${chain} was reorganised deeper than the index can follow: ${because}. Its operator has to rebuild the index.`,
  database_unavailable: ({ because }) => `The database does not answer: ${because}. Ask again.`,
  not_ready: ({ because }) => `Not ready: ${because}.`,
}

/** Shapes an error as the body of a problem. Also for one item of a batch, which has no response of its own. */
export function toProblem(
  error: ApiError,
  occurrence: { instance: string; requestId: string },
): ProblemBody {
  const { status, title }: Problem = problems[error.code]
  return {
    type: `/docs/problems#${error.code}`,
    title,
    status,
    detail: detailOf(error),
    instance: occurrence.instance,
    code: error.code,
    requestId: occurrence.requestId,
    ...extensionsOf(error),
  }
}

/** What a problem says beyond its title, in words. */
export function detailOf<C extends ProblemCode>(error: ApiError<C>): string {
  return details[error.code](error.facts)
}

/** Members beyond those of every problem. */
function extensionsOf(error: ApiError): Pick<ProblemBody, 'errors' | 'chains'> {
  if (is(error, 'invalid_request')) return { errors: error.facts.errors }
  if (is(error, 'unknown_chain')) {
    return { errors: [{ in: error.facts.in, pointer: '/chain', detail: 'is not served here' }] }
  }
  if (is(error, 'not_ready')) return { chains: error.facts.chains }
  return {}
}

function is<C extends ProblemCode>(error: ApiError, code: C): error is ApiError<C> {
  return (error.code as ProblemCode) === code
}
