import { createRoute, z } from '@hono/zod-openapi'
import type { Address } from 'viem'
import { getAddress } from 'viem'
import { chainInput } from '../../protocol/wire/primitives.ts'
import type { Bucket, StatsBucket } from '../../protocol/wire/stats.ts'
import { bucketInput, bucketSeconds, maxBuckets, statsResponse } from '../../protocol/wire/stats.ts'
import { createSeries } from '../answers/statsSeries.ts'
import type { Operation } from '../app.ts'
import { asOfExample, statsBucketExample } from '../examples.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

/** Buckets of an answer where no time is asked for: two days of hours, a month of days. */
const defaultCounts = { hour: 48, day: 30 }

const timeInput = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,10})$/, 'must be Unix seconds')
  .transform(Number)

const query = z
  .strictObject({
    chain: chainInput,
    bucket: bucketInput.meta({ description: 'How long each part of the series is.' }),
    from: timeInput.optional().meta({
      description:
        'Unix seconds; the series begins with the bucket that they are in. Without it: 48 hours or 30 days before its end.',
      examples: ['1795291200'],
    }),
    to: timeInput.optional().meta({
      description:
        'Unix seconds; the series ends with the bucket of the second before. Without it: now, or as far as an answer reaches.',
      examples: ['1795377600'],
    }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    error: 'must be after from',
  })
  .refine(
    ({ bucket, from, to }) =>
      from === undefined || to === undefined || countOf(bucket, from, to) <= maxBuckets,
    { path: ['from'], error: `must leave no more than ${maxBuckets} buckets up to the end` },
  )

const route = createRoute({
  operationId: 'getStats',
  method: 'get',
  path: '/v1/stats',
  tags: ['Chains'],
  summary: 'Read series for charts',
  description: `What happened on a chain per hour or day: stamps and their outcomes, postage per token, inboxes, mailings. At most ${maxBuckets} buckets; counted from the rows at \`asOf\`, so the last one changes until it is over.`,
  request: { query },
  responses: {
    200: json('The series', statsResponse, {
      bucket: 'hour',
      from: statsBucketExample.start,
      to: statsBucketExample.start + bucketSeconds.hour,
      tokens: [
        { token: '0x0000000000000000000000000000000000000000', symbol: 'ETH', decimals: 18 },
      ],
      buckets: [statsBucketExample],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'unknown_chain', ...chainStateProblems),
  },
})

type Query = { bucket: Bucket; from?: number | undefined; to?: number | undefined }

/** `GET /v1/stats?chain=&bucket=` */
export const getStats: Operation = (app, services) => {
  const readSeries = createSeries(services.now)
  app.openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const { bucket } = asked
    const chain = chainOf(services, asked.chain)
    const size = bucketSeconds[bucket]
    const { from, to } = spanOf(asked, Math.floor(services.now() / 1_000))
    const { buckets, asOf } = await readSeries(chain, { from, to, size })
    const known = tokensOf(buckets)
    await services.tokens?.load(chain.id, known)
    const tokens = known.map((token) => ({
      token: getAddress(token),
      ...services.tokens?.get(chain.id, token),
    }))
    return c.json({ bucket, from, to, tokens, buckets, asOf }, 200)
  })
}

/** The tokens of all buckets, in lower case, those in most of them first. */
function tokensOf(buckets: readonly StatsBucket[]): Address[] {
  const uses = new Map<Address, number>()
  for (const { token } of buckets.flatMap(({ postage }) => postage)) {
    const key = token.toLowerCase() as Address
    uses.set(key, (uses.get(key) ?? 0) + 1)
  }
  return [...uses].sort(([, a], [, b]) => b - a).map(([token]) => token)
}

/** The time asked for, widened to whole buckets. */
function spanOf({ bucket, ...asked }: Query, now: number): { from: number; to: number } {
  const size = bucketSeconds[bucket]
  const end = Math.ceil((asked.to ?? now + 1) / size) * size
  if (asked.from === undefined) {
    return { from: Math.max(end - defaultCounts[bucket] * size, 0), to: end }
  }
  const from = Math.floor(asked.from / size) * size
  const furthest = from + maxBuckets * size
  return { from, to: Math.max(Math.min(end, furthest), from + size) }
}

function countOf(bucket: Bucket, from: number, to: number): number {
  const size = bucketSeconds[bucket]
  return Math.ceil(to / size) - Math.floor(from / size)
}
