import type { ProblemCode } from '../protocol/problems.ts'
import type { ProblemBody } from '../protocol/wire/problem.ts'
import type { Facts } from './problem.ts'
import { ApiError, toProblem } from './problem.ts'

const chain = 'eip155:31337'
const id = `0x${'5b'.repeat(32)}` as const
const path = '/v1/verify'

/** An occurrence of each problem, for the documentation. */
const facts: Facts = {
  invalid_json: {},
  invalid_request: {
    errors: [
      { in: 'body', pointer: '/letterHash', detail: 'must be 0x and 64 hexadecimal digits' },
    ],
  },
  unknown_chain: { chain: 'eip155:5', known: [chain], in: 'body' },
  invalid_api_key: { why: 'unknown' },
  webhook_not_found: { webhookId: '0199f3b0-0000-7000-8000-000000000000' },
  delivery_not_found: { deliveryId: '0199f3b0-0000-7000-8000-000000000001' },
  webhook_limit: { most: 20 },
  webhook_target_refused: { because: 'hooks.example leads to 10.0.0.5, which is not public' },
  rate_limited: { quota: 6_000, points: 1, resetSeconds: 12, hasKey: false },
  not_found: { path: '/v1/verfiy' },
  inbox_not_found: { inboxId: id, chain, block: '1234' },
  stamp_not_found: { stampId: id, chains: [chain] },
  relay_not_found: { relay: `0x${'4a'.repeat(20)}`, chain, block: '1234' },
  mailing_not_found: { mailingId: id, chains: [chain] },
  leaves_not_found: { mailingId: id },
  leaf_not_found: { mailingId: id, index: 1_000, count: 1_000 },
  leaves_mismatch: { mailingId: id, because: 'they hash to another root' },
  leaves_too_large: { mailingId: id, count: 2_000_000, maxLetters: 1_000_000 },
  upload_in_progress: { because: 'of this mailing' },
  upload_interrupted: { received: 4_096, expected: 64_000 },
  quota_exceeded: { quotaBytes: 67_108_864, bytes: 64_000 },
  proof_unavailable: { because: 'the node no longer keeps the state of block 1000' },
  block_not_indexed: { asked: 'Block 2000', newest: 'block 1234' },
  block_time_unknown: { block: 12 },
  method_not_allowed: { method: 'DELETE', path, allow: ['POST', 'GET'] },
  body_too_large: { maxBytes: 1_048_576 },
  unsupported_media_type: { received: 'text/plain' },
  cursor_expired: {
    chain,
    id: '17',
    because: 'entries older than 7 days are gone',
    snapshot: `/v1/snapshot?chain=${chain}`,
  },
  too_many_streams: { what: 'event streams', most: 10, by: 'client' },
  internal_error: {},
  index_stale: { chain, because: 'it is at block 1234, its node at 1240' },
  index_gap: { chain, because: 'block 1230 is followed by 1234' },
  chain_stalled: { chain, because: 'its newest block, 1234, is 25 s old' },
  reorg_too_deep: { chain, because: 'its block 1200, 34 below its newest, is gone' },
  database_unavailable: { because: 'it cannot be reached' },
  not_ready: {
    because: `${chain} has index_stale`,
    chains: [
      {
        chain,
        isFit: false,
        code: 'index_stale',
        detail:
          'The index is not up to date with the chain: it is at block 1234, its node at 1240.',
        lagBlocks: 6,
      },
    ],
  },
}

/** A body as the API answers it, of each problem. */
export function problemExample(code: ProblemCode): ProblemBody {
  const occurrence = { instance: path, requestId: '7f1c2f3a-6a1c-4a53-8d0f-0e6a3c1f5b21' }
  return toProblem(new ApiError(code, facts[code]), occurrence)
}
