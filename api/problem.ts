import type { Address, Hex } from 'viem'
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
  invalid_api_key: { why: 'missing' | 'unknown' }
  webhook_not_found: { webhookId: string }
  delivery_not_found: { deliveryId: string }
  webhook_limit: { most: number }
  webhook_target_refused: { because: string }
  rate_limited: { quota: number; points: number; resetSeconds: number; hasKey: boolean }
  not_found: { path: string }
  inbox_not_found: { inboxId: Hex; chain: Caip2; block: string }
  stamp_not_found: { stampId: Hex; chains: Caip2[] }
  relay_not_found: { relay: Address; chain: Caip2; block: string }
  mailing_not_found: { mailingId: Hex; chains: Caip2[] }
  leaves_not_found: { mailingId: Hex }
  leaf_not_found: { mailingId: Hex; index: number; count: number }
  leaves_mismatch: { mailingId: Hex; because: string }
  leaves_too_large: { mailingId: Hex; count: number; maxLetters: number }
  upload_in_progress: { because: string }
  upload_interrupted: { received: number; expected: number }
  quota_exceeded: { quotaBytes: number; bytes: number }
  proof_unavailable: { because: string }
  block_not_indexed: { asked: string; newest: string }
  block_time_unknown: { block: number }
  method_not_allowed: { method: string; path: string; allow: string[] }
  body_too_large: { maxBytes: number }
  unsupported_media_type: { received?: string | undefined; expected?: string | undefined }
  cursor_expired: { chain: Caip2; id: string; because: string; snapshot: string }
  too_many_streams: { what: string; most: number; by: 'process' | 'client' }
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
  invalid_api_key: ({ why }) =>
    why === 'missing'
      ? 'This operation needs an API key. Send Authorization: Bearer pp_…'
      : 'The API key is unknown, revoked or mistyped. Check it, or ask without the header Authorization.',
  webhook_not_found: ({ webhookId }) =>
    `This API key has no webhook ${webhookId}. GET /v1/webhooks lists those that it has.`,
  delivery_not_found: ({ deliveryId }) =>
    `The webhook has no delivery ${deliveryId}. Its deliveries of the last seven days are listed at /v1/webhooks/{webhookId}/deliveries.`,
  webhook_limit: ({ most }) => `A key may have ${most} webhooks. Delete one first.`,
  webhook_target_refused: ({ because }) => `No webhook is delivered there: ${because}.`,
  rate_limited: ({ quota, points, resetSeconds, hasKey }) =>
    `${hasKey ? 'The key' : 'The address'} has ${quota} points a minute, and fewer than the ${points} left that this costs. Ask again in ${resetSeconds} s${hasKey ? '' : ', or with an API key'}.`,
  not_found: ({ path }) => `There is nothing at ${path}. GET /openapi.json lists all paths.`,
  inbox_not_found: ({ inboxId, chain, block }) =>
    `No inbox ${inboxId} on ${chain} up to block ${block}. Check the id and the chain; a new inbox is found once its block is indexed.`,
  stamp_not_found: ({ stampId, chains }) =>
    `No stamp ${stampId} on ${chains.join(', ')}. Check the id; a new stamp is found once its block is indexed.`,
  relay_not_found: ({ relay, chain, block }) =>
    `No relay ${relay} on ${chain} up to block ${block}. A relay is named by the address that registered it, not by its signer; check it and the chain.`,
  mailing_not_found: ({ mailingId, chains }) =>
    `No mailing ${mailingId} on ${chains.join(', ')}. Check the id; a new mailing is found once its block is indexed.`,
  leaves_not_found: ({ mailingId }) =>
    `Nobody has brought the letters of mailing ${mailingId}. PUT them to /v1/mailings/${mailingId}/leaves.`,
  leaf_not_found: ({ mailingId, index, count }) =>
    `Mailing ${mailingId} has the letters 0 to ${count - 1}, and no ${index}.`,
  leaves_mismatch: ({ mailingId, because }) =>
    `These are not the letters of mailing ${mailingId}: ${because}. Nothing was kept.`,
  leaves_too_large: ({ mailingId, count, maxLetters }) =>
    `Mailing ${mailingId} has ${count} letters; this API keeps at most ${maxLetters} of one. Serve their proofs yourself.`,
  upload_in_progress: ({ because }) => `Another upload is under way: ${because}. Ask again later.`,
  upload_interrupted: ({ received, expected }) =>
    `The body stopped, or came too slowly, after ${received} of ${expected} bytes. Send it again from the start.`,
  quota_exceeded: ({ quotaBytes, bytes }) =>
    `These ${bytes} bytes would be more than the ${quotaBytes} bytes of letters that your address may bring in a day. Wait for the next day (UTC).`,
  proof_unavailable: ({ because }) => `No proof can be given: ${because}.`,
  block_not_indexed: ({ asked, newest }) =>
    `${asked} is not indexed yet; the index is at ${newest}. Ask again later.`,
  block_time_unknown: ({ block }) =>
    `The time of block ${block} is not known here, and the answer turns on it. Ask with stampId or atTime.`,
  method_not_allowed: ({ method, path, allow }) =>
    `${path} does not know ${method}. Use ${allow.join(', ')}.`,
  body_too_large: ({ maxBytes }) =>
    `The body has more than the ${maxBytes} bytes allowed here. Split the request.`,
  unsupported_media_type: ({ received, expected = 'application/json' }) =>
    `The body's media type is ${received ?? 'not given'}. Send content-type: ${expected}.`,
  cursor_expired: ({ chain, id, because, snapshot }) =>
    `The feed of ${chain} cannot be read on from ${id}: ${because}. Take a snapshot from ${snapshot}.`,
  too_many_streams: ({ what, most, by }) =>
    `This ${by === 'process' ? 'server' : 'client'} has ${most} ${what} open, which is the most. Close one, or ask again later.`,
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
function extensionsOf(error: ApiError): Pick<ProblemBody, 'errors' | 'chains' | 'snapshot'> {
  if (is(error, 'invalid_request')) return { errors: error.facts.errors }
  if (is(error, 'unknown_chain')) {
    return { errors: [{ in: error.facts.in, pointer: '/chain', detail: 'is not served here' }] }
  }
  if (is(error, 'not_ready')) return { chains: error.facts.chains }
  if (is(error, 'cursor_expired')) return { snapshot: error.facts.snapshot }
  return {}
}

function is<C extends ProblemCode>(error: ApiError, code: C): error is ApiError<C> {
  return (error.code as ProblemCode) === code
}
