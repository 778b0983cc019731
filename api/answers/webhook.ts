import type { Address, Hex } from 'viem'
import { getAddress } from 'viem'
import type { Webhook, WebhookDelivery } from '../../protocol/wire/webhook.ts'
import type { WebhookRow } from '../queries/webhook.ts'
import type { DeliveryRow } from '../queries/webhookDelivery.ts'
import { toMessageId } from '../webhooks/messageId.ts'

/** A webhook as the API tells it. What is not so is absent. */
export function toWebhook(row: WebhookRow): Webhook {
  const { inboxId, relay, deliveredAt, failingSince, disabledAt, disabledBecause, ...rest } = row
  return {
    ...rest,
    ...(inboxId !== null && { inboxId: inboxId as Hex }),
    ...(relay !== null && { relay: getAddress(relay as Address) }),
    ...(deliveredAt !== null && { deliveredAt }),
    ...(failingSince !== null && { failingSince }),
    ...(disabledAt !== null && { disabledAt }),
    ...(disabledBecause !== null && { disabledBecause }),
  }
}

/** A delivery as the API tells it. */
export function toDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, seq, attemptedAt, responseStatus, error, ...rest } = row
  return {
    deliveryId: toMessageId(id),
    entryId: String(seq),
    ...rest,
    ...(attemptedAt !== null && { attemptedAt }),
    ...(responseStatus !== null && { responseStatus }),
    ...(error !== null && { error }),
  }
}
