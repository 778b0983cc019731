/** One kind of problem: its HTTP status and what stays the same whenever it occurs. */
export type Problem = {
  status: 400 | 401 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  title: string
  /** What has happened and what to do, for the page that `type` links to. */
  meaning: string
  /** Seconds for `Retry-After`; every 503 has it. */
  retryAfterSeconds?: number | undefined
}

/**
 * Every problem that the API answers with, by `code`. A code is never given another meaning and never used again once it
 * is gone. Reasons of a verdict are no problems: they come with status 200.
 */
export const problems = {
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    meaning: 'The body could not be parsed. Send one JSON object, in UTF-8.',
  },
  invalid_request: {
    status: 400,
    title: 'The request does not have the form expected here',
    meaning:
      'A field is missing, malformed or unknown. `errors` names each by where it stands (`in`) and its JSON pointer. Unknown fields are refused, so that a misspelt condition is never taken for no condition.',
  },
  unknown_chain: {
    status: 400,
    title: 'This API does not serve that chain',
    meaning:
      'Chains are named after CAIP-2, such as `eip155:31337`. `detail` lists the ones served here; so does `GET /v1/chains`.',
  },
  invalid_api_key: {
    status: 401,
    title: 'The API key is missing or not valid',
    meaning:
      'The operation needs an API key and none came, or the one in `Authorization: Bearer pp_…` is unknown, revoked or mistyped. Operators issue keys with `npm run api-keys -- create`. What needs no key answers without the header.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this path',
    meaning: 'The path is misspelt, or belongs to another version. `GET /openapi.json` lists all.',
  },
  inbox_not_found: {
    status: 404,
    title: 'No inbox with this id on that chain',
    meaning:
      'Nobody has registered the id on the chain, as far as the block that `detail` names. The same id may exist on another chain.',
  },
  stamp_not_found: {
    status: 404,
    title: 'No stamp with this id on any chain served here',
    meaning:
      'Nobody has posted the stamp, or its block is not indexed yet: ask again after the next block. `POST /v1/keys/verify` says it of a voided stamp too, as that was never posted.',
  },
  relay_not_found: {
    status: 404,
    title: 'No relay with this address on that chain',
    meaning:
      'Nobody has registered as a relay from the address, as far as the block that `detail` names. A relay is named by the address that registered it, not by its signer. The same address may be a relay on another chain.',
  },
  mailing_not_found: {
    status: 404,
    title: 'No mailing with this id on any chain served here',
    meaning:
      'Nobody has opened the mailing, or its block is not indexed yet: ask again after the next block.',
  },
  leaves_not_found: {
    status: 404,
    title: 'The letters of this mailing are not here',
    meaning:
      'The mailing is known, but nobody has brought its letters. Whoever has them may: `PUT /v1/mailings/{mailingId}/leaves`.',
  },
  leaf_not_found: {
    status: 404,
    title: 'The mailing has no letter with this index',
    meaning: 'Indexes go from 0 to one less than the `count` of the mailing.',
  },
  leaves_mismatch: {
    status: 422,
    title: 'These are not the letters of the mailing',
    meaning:
      'The body has not exactly `count` × 64 bytes, or its letters do not hash to the root of the mailing. Each letter is inboxId ‖ letterHash, in the order of the indexes. Nothing was kept.',
  },
  leaves_too_large: {
    status: 413,
    title: 'The mailing has more letters than are taken here',
    meaning:
      'The operator limits how many letters of one mailing are kept (`MAX_MAILING_LETTERS`). Serve the proofs yourself.',
  },
  upload_in_progress: {
    status: 409,
    title: 'Another upload is under way',
    meaning:
      'From this address, or from as many as this process takes at once. Ask again later; once the letters are here, the answer is 200 at once.',
    retryAfterSeconds: 10,
  },
  upload_interrupted: {
    status: 408,
    title: 'The body did not arrive',
    meaning:
      'It stopped, or came slower than 64 kB in 10 s. Nothing was kept. Send it again, all of it.',
  },
  quota_exceeded: {
    status: 429,
    title: 'Too many bytes of letters from this address today',
    meaning:
      'The operator limits the bytes of letters that one address may bring in a day (UTC; `LEAVES_QUOTA_BYTES_PER_DAY`).',
    retryAfterSeconds: 3_600,
  },
  proof_unavailable: {
    status: 409,
    title: 'The node cannot prove this',
    meaning:
      'The node no longer keeps the state of a past block that the verdict rests on, the chain changed while it was asked, or terms changed in the very block of the posting. Ask again, or ask an API with an archive node.',
  },
  block_not_indexed: {
    status: 404,
    title: 'That block or time is not indexed yet',
    meaning:
      'The block is above the newest indexed one, or the time in the future. Ask again once it is indexed; `detail` says how far the index is.',
  },
  block_time_unknown: {
    status: 404,
    title: 'The time of that block is not known',
    meaning:
      'The index knows the times of blocks from the one on at which it began to watch the chain, and the answer turns on the time of an older one. Ask with `stampId` or `atTime` instead of `atBlock`.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The path does not know this method',
    meaning: 'The `Allow` header lists the methods that it knows.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    meaning: 'Bodies may have 1 MiB, of `POST /v1/verify/batch` 4 MiB. Split the request.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has another media type than expected',
    meaning:
      'Send `content-type: application/json`; for the letters of a mailing `application/octet-stream`.',
  },
  webhook_not_found: {
    status: 404,
    title: 'No webhook with this id',
    meaning: 'This API key has no such webhook. Those of other keys are not found either.',
  },
  delivery_not_found: {
    status: 404,
    title: 'No delivery with this id',
    meaning: 'The webhook has no such delivery. They are kept for seven days.',
  },
  webhook_limit: {
    status: 409,
    title: 'This API key has as many webhooks as it may have',
    meaning: 'Delete one that is not needed any more, or ask with another key.',
  },
  webhook_target_refused: {
    status: 422,
    title: 'Webhooks are not delivered to such a url',
    meaning:
      'The url has to begin with https, to name a host that leads to public addresses only, and to have no user or password in it.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests from this client',
    meaning:
      'Each address, and each API key, has a number of points a minute, told in `RateLimit-Policy`; most requests cost one, a batch one for each item, some reads more. `Retry-After` has the seconds until there are all of them again. An API key lifts the limit.',
  },
  cursor_expired: {
    status: 410,
    title: 'The feed cannot be read from there',
    meaning:
      'The id is older than what the feed keeps, or of another feed. What happened in between is not known any more: take a new snapshot from `snapshot`, and go on from the `position` in its first line.',
  },
  too_many_streams: {
    status: 429,
    title: 'Too many streams are open',
    meaning:
      'Event streams and snapshots stay open, so their number is limited: by process and by client. Close one, or ask again after `Retry-After`; another process may have room.',
    retryAfterSeconds: 5,
  },
  internal_error: {
    status: 500,
    title: 'The API has failed',
    meaning: 'A fault of the API. Report it with the `requestId`, which finds it in the log.',
  },
  index_stale: {
    status: 503,
    title: 'The index is not up to date with the chain',
    meaning:
      'The index lags behind the chain, has not begun, or disagrees with the node about the newest blocks, as in the moment of a reorg; or the node cannot be reached, so that nobody knows. Silence instead of an old answer: ask again.',
    retryAfterSeconds: 1,
  },
  index_gap: {
    status: 503,
    title: 'The index lacks blocks',
    meaning:
      'The newest blocks of the index are not one chain: a number is missing, or a parent hash is not that of the block before. The operator has to rebuild the index.',
    retryAfterSeconds: 30,
  },
  chain_stalled: {
    status: 503,
    title: 'The chain has stopped',
    meaning:
      'The newest block is at least ten block times old. Time limits keep running while nobody can answer on chain, so no verdict is given.',
    retryAfterSeconds: 10,
  },
  reorg_too_deep: {
    status: 503,
    title: 'The chain was reorganised deeper than the index can follow',
    meaning:
      'The index holds blocks that the chain no longer has, further back than the indexer undoes. The operator has to rebuild the index.',
    retryAfterSeconds: 60,
  },
  database_unavailable: {
    status: 503,
    title: 'The database does not answer',
    meaning: 'The database is down, starting, overloaded, or took longer than 2 s. Ask again.',
    retryAfterSeconds: 2,
  },
  not_ready: {
    status: 503,
    title: 'No chain can be answered',
    meaning:
      'Said by `GET /readyz` only: the chain asked for, or every chain, is unfit, or the process is shutting down. `chains` has the reason for each.',
    retryAfterSeconds: 1,
  },
} as const satisfies Record<string, Problem>

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]
