import { z } from 'zod'
import { boundedObject } from './bounded.ts'
import { feedEntry, feedTypes, typeFilterInput } from './event.ts'
import { nextCursor } from './page.ts'
import {
  address,
  addressInput,
  bytes32,
  bytes32Input,
  chain,
  chainInput,
  time,
} from './primitives.ts'

/** Most webhooks of one API key. */
export const maxWebhooks = 20

/** Most characters of a url, as it comes and as it is kept. */
const maxUrl = 2_048

/** Whether Postgres and HTTP can take it: what `new URL` would remove or encode is refused, not mended. */
const isText = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text)

/** The id of a webhook in a request. */
export const webhookIdInput = z
  .string()
  .regex(/^wh_[0-9a-f]{16}$/, 'must be the id of a webhook: wh_ and 16 hexadecimal digits')
  .meta({ description: 'The id of a webhook.', examples: ['wh_5f2c8a90b1d34e67'] })

/** The id of a delivery in a request. */
export const deliveryIdInput = z
  .string()
  .regex(/^msg_[0-9a-f]{32}$/, 'must be the id of a delivery: msg_ and 32 hexadecimal digits')
  .meta({
    description: 'The id of a delivery, as in its header `webhook-id`.',
    examples: ['msg_0d5a6f1c3b2e4d7f8a9b0c1d2e3f4a5b'],
  })

export const createWebhookRequest = boundedObject({
  url: z
    .string()
    .max(maxUrl)
    .refine(isText, 'must have no control characters or halves of characters')
    .pipe(z.url({ protocol: /^https?$/, error: 'must be a url that begins with https://' }))
    .transform((url) => new URL(url).href)
    .refine((href) => href.length <= maxUrl, `must have at most ${maxUrl} characters as encoded`)
    .meta({
      description:
        'Where to deliver: https, port 443 or 8443, and a host with public addresses only. Redirects are not followed. Kept as URL parsers write it.',
      format: 'uri',
      examples: ['https://relay.example/pennypost'],
    }),
  chain: chainInput,
  types: z
    .array(z.string())
    .min(1)
    .max(64)
    .transform((patterns): string | string[] => patterns)
    .pipe(typeFilterInput)
    .meta({
      description:
        'Types of entries of the feed, or patterns: `stamp.*`, `*`. What retracts an entry is delivered where that entry was.',
      examples: [['stamp.posted', 'stamp.admitted']],
    }),
  inboxId: bytes32Input.optional().meta({ description: 'Only what is about this inbox.' }),
  relay: addressInput.optional().meta({ description: 'Only what is about this relay.' }),
}).meta({ id: 'CreateWebhookRequest' })

export const webhook = z
  .object({
    webhookId: z.string().meta({ examples: ['wh_5f2c8a90b1d34e67'] }),
    url: z.string().meta({ examples: ['https://relay.example/pennypost'] }),
    chain,
    types: z
      .array(z.enum(feedTypes))
      .meta({ description: 'The types themselves: patterns were resolved when it was made.' }),
    inboxId: bytes32.optional(),
    relay: address.optional(),
    createdAt: time,
    deliveredAt: time.optional().meta({ description: 'When the receiver last answered 2xx.' }),
    failingSince: time.optional().meta({
      description: 'The first failed attempt since then; absent while deliveries succeed.',
    }),
    disabledAt: time.optional().meta({
      description:
        'Since when nothing is delivered; absent while it is. A ping that the receiver answers with 2xx enables it again, from then on.',
    }),
    disabledBecause: z.enum(['failing', 'gone', 'backlog', 'key_revoked']).optional().meta({
      description:
        '`failing`: nothing but failures for five days. `gone`: the receiver answered 410. `backlog`: over 100,000 deliveries were waiting. `key_revoked`: the API key is.',
    }),
  })
  .meta({ id: 'Webhook' })

const secret = z.string().meta({
  description:
    'What deliveries are signed with, after Standard Webhooks: `whsec_` and base64. It is shown here and never again.',
  examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='],
})

export const createdWebhookResponse = z
  .object({ webhook, secret })
  .meta({ id: 'CreatedWebhookResponse' })

export const webhookResponse = z.object({ webhook }).meta({ id: 'WebhookResponse' })

export const webhooksResponse = z
  .object({
    webhooks: z
      .array(webhook)
      .meta({ description: `All of the API key, oldest first; at most ${maxWebhooks}.` }),
  })
  .meta({ id: 'WebhooksResponse' })

export const rotatedWebhookResponse = z
  .object({
    secret,
    previousUntil: time.meta({
      description: 'Until then each delivery has two signatures, the other by the previous secret.',
    }),
  })
  .meta({ id: 'RotatedWebhookResponse' })

export const pingResponse = z
  .object({
    delivered: z.boolean().meta({ description: 'Whether the receiver answered 2xx in time.' }),
    responseStatus: z
      .int()
      .nullable()
      .meta({ description: 'HTTP status of the answer; null: there was none.', examples: [204] }),
    error: z
      .string()
      .nullable()
      .meta({ description: 'Why not; null: it was.', examples: ['the connection was refused'] }),
    webhook,
  })
  .meta({ id: 'PingResponse' })

export const webhookDelivery = z
  .object({
    deliveryId: z.string().meta({
      description: 'Also the header `webhook-id`, the same in every attempt.',
      examples: ['msg_0d5a6f1c3b2e4d7f8a9b0c1d2e3f4a5b'],
    }),
    entryId: z.string().meta({ description: 'Of the feed.', examples: ['1795377600017'] }),
    type: z.enum(feedTypes),
    status: z.enum(['pending', 'delivered', 'failed']).meta({
      description: '`pending`: to be tried, or tried again. `failed`: given up.',
    }),
    createdAt: time,
    attempts: z.int().min(0),
    attemptedAt: time.optional(),
    responseStatus: z.int().optional().meta({ description: 'Of the last attempt, if answered.' }),
    error: z
      .string()
      .optional()
      .meta({ description: 'Why the last attempt failed.', examples: ['answered 500'] }),
  })
  .meta({ id: 'WebhookDelivery' })

export const webhookDeliveryResponse = z
  .object({ delivery: webhookDelivery })
  .meta({ id: 'WebhookDeliveryResponse' })

export const webhookDeliveriesResponse = z
  .object({
    deliveries: z.array(webhookDelivery).meta({ description: 'Newest first.' }),
    nextCursor,
  })
  .meta({ id: 'WebhookDeliveriesResponse' })

/** What a receiver is sent. */
export const webhookMessage = z
  .object({
    type: z.union([z.enum(feedTypes), z.literal('webhook.ping')]),
    timestamp: z.iso
      .datetime()
      .meta({ description: 'When the feed told it, ISO 8601 as Standard Webhooks have it.' }),
    data: z
      .union([feedEntry, z.object({ webhookId: z.string() })])
      .meta({ description: 'The entry of the feed; of `webhook.ping` the id of the webhook.' }),
  })
  .meta({ id: 'WebhookMessage' })

export type Webhook = z.infer<typeof webhook>
export type WebhookDelivery = z.infer<typeof webhookDelivery>
