import { z } from 'zod'
import { asOf } from './asOf.ts'
import { address, amount, time } from './primitives.ts'
import { tokenDecimals, tokenSymbol } from './token.ts'

/** Most buckets of one answer, and most tokens of a bucket. */
export const maxBuckets = 400
export const maxBucketTokens = 20

/** Seconds of a bucket. */
export const bucketSeconds = { hour: 3_600, day: 86_400 } as const

export const bucketInput = z.enum(['hour', 'day'])

const count = z.int().min(0)

export const statsBucket = z
  .object({
    start: time.meta({ description: 'Its first second, Unix; days are those of UTC.' }),
    stamps: z
      .object({
        posted: count,
        admitted: count,
        collected: count,
        returned: count,
        expired: count,
      })
      .meta({ description: 'What happened to stamps in it, whenever they were posted.' }),
    postage: z
      .array(
        z.object({
          token: address,
          stamps: count,
          carriage: amount,
          stake: amount,
        }),
      )
      .meta({
        description: `Of the stamps posted in it, in the tokens that most were paid in, those first; at most ${maxBucketTokens}.`,
      }),
    inboxes: count.meta({ description: 'Inboxes registered in it.' }),
    mailings: count.meta({ description: 'Mailings opened in it.' }),
    letters: count.meta({ description: 'Letters of those mailings.' }),
  })
  .meta({ id: 'StatsBucket' })

export const statsResponse = z
  .object({
    bucket: bucketInput,
    from: time.meta({ description: 'Where the first bucket begins, Unix seconds.' }),
    to: time.meta({ description: 'Where the last bucket ends, Unix seconds; not part of it.' }),
    tokens: z
      .array(
        z.object({
          token: address,
          symbol: tokenSymbol.optional(),
          decimals: tokenDecimals.optional(),
        }),
      )
      .meta({
        description: 'The tokens that `postage` speaks of, those in most buckets first.',
      }),
    buckets: z.array(statsBucket).meta({
      description:
        'All of the time asked for, oldest first, those too in which nothing happened. The last one may not be over.',
    }),
    asOf,
  })
  .meta({ id: 'StatsResponse' })

export type StatsBucket = z.infer<typeof statsBucket>
export type Bucket = z.infer<typeof bucketInput>
