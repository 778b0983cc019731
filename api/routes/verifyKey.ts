import { createRoute } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import { keyIdOf } from '../../protocol/ids.ts'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { VerifyKeyRequest } from '../../protocol/wire/verifyKey.ts'
import { verifyKeyRequest, verifyKeyResponse } from '../../protocol/wire/verifyKey.ts'
import type { Operation } from '../app.ts'
import { asOfExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import type { KeyAnswer } from '../queries/verifyKey.ts'
import { readKey } from '../queries/verifyKey.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import type { Chain } from '../services.ts'
import { chainOf, secondsNow } from '../services.ts'
import type { Moment } from '../verify/keyStatus.ts'
import { keyPossessionAt, keyStatusAt, keyStatusNow, keyValidity } from '../verify/keyStatus.ts'

const inboxId = '0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a'
const publicKey = '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

const route = createRoute({
  operationId: 'verifyKey',
  method: 'post',
  path: '/v1/keys/verify',
  tags: ['Verdicts'],
  summary: 'Does this key speak for this inbox?',
  description:
    'Now, and at a moment if one is given. A signature is judged at its stamp’s block, which is evidence, never at a time that its signer claims; without a stamp only `statusNow` counts.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: verifyKeyRequest,
          example: { chain: 'eip155:31337', inboxId, kind: 1, publicKey },
        },
      },
    },
  },
  responses: {
    200: json('The status of the key', verifyKeyResponse, {
      keyId: keyIdOf(1, publicKey),
      statusNow: 'active',
      validFrom: 1_795_000_000,
      possession: 'valid',
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_json',
      'invalid_request',
      'unknown_chain',
      'stamp_not_found',
      'block_not_indexed',
      'block_time_unknown',
      'body_too_large',
      'unsupported_media_type',
      ...chainStateProblems,
    ),
  },
})

/** `POST /v1/keys/verify` */
export const verifyKey: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const request = c.req.valid('json')
    const chain = chainOf(services, request.chain, 'body')
    const keyId = request.keyId ?? keyIdOf(request.kind as number, request.publicKey as Hex)
    const facts = await readKey(chain, { ...request, keyId })
    const asOf = await chain.freshness.check(facts.asOf)
    const now = secondsNow(services, asOf)

    const moment = momentOf(chain, request, facts, asOf, now)
    const { validFrom = null, validUntil } = keyValidity(facts) ?? {}
    return c.json(
      {
        keyId,
        statusNow: keyStatusNow(facts, now),
        ...(moment && { statusAt: statusAt(facts, moment) }),
        validFrom,
        ...(validUntil !== undefined && { validUntil }),
        possession: keyPossessionAt(facts),
        asOf,
      } as const,
      200,
    )
  })
}

function statusAt(facts: KeyAnswer, moment: Moment) {
  const status = keyStatusAt(facts, moment)
  if (status) return status
  throw new ApiError('block_time_unknown', { block: moment.block as number })
}

/** The moment asked about, if any; it must be one that the index knows of. */
function momentOf(
  chain: Chain,
  { stampId, atBlock, atTime }: VerifyKeyRequest,
  { stamp, blockTime, oldestBlockTime }: KeyAnswer,
  asOf: AsOf,
  now: number,
): Moment | undefined {
  if (stampId !== undefined) {
    if (!stamp) throw new ApiError('stamp_not_found', { stampId, chains: [chain.caip2] })
    return { block: stamp.postedBlock, time: stamp.postedAt }
  }
  if (atBlock !== undefined) {
    if (atBlock > Number(asOf.blockNumber)) {
      const newest = `block ${asOf.blockNumber}`
      throw new ApiError('block_not_indexed', { asked: `Block ${atBlock}`, newest })
    }
    if (blockTime !== null) return { block: atBlock, time: blockTime }
    return { block: atBlock, time: null, latest: oldestBlockTime ?? asOf.blockTimestamp }
  }
  if (atTime === undefined) return undefined
  if (atTime > now) {
    throw new ApiError('block_not_indexed', { asked: `Second ${atTime}`, newest: `second ${now}` })
  }
  return { block: null, time: atTime }
}
