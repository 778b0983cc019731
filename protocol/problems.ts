/** One kind of problem: its HTTP status and what stays the same whenever it occurs. */
export type Problem = {
  status: 400 | 404 | 405 | 413 | 415 | 500 | 503
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
  not_found: {
    status: 404,
    title: 'There is nothing at this path',
    meaning: 'The path is misspelt, or belongs to another version. `GET /openapi.json` lists all.',
  },
  inbox_not_found: {
    status: 404,
    title: 'No inbox with this id on that chain',
    meaning:
      'Nobody has registered the id on the chain, as far as the block in `asOf` says. The same id may exist on another chain.',
  },
  stamp_not_found: {
    status: 404,
    title: 'No stamp with this id on any chain served here',
    meaning:
      'Nobody has posted the stamp, or its block is not indexed yet: ask again after the next block. `POST /v1/keys/verify` says it of a voided stamp too, as that was never posted.',
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
    meaning: 'Send `content-type: application/json`.',
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
