import type { Webhook, WebhookDelivery } from '../../protocol/wire/webhook.ts'

// What the OpenAPI description shows of webhooks.

export const webhookExample: Webhook = {
  webhookId: 'wh_5f2c8a90b1d34e67',
  url: 'https://relay.example/pennypost',
  chain: 'eip155:31337',
  types: ['stamp.posted', 'stamp.admitted'],
  relay: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
  createdAt: 1_795_377_600,
  deliveredAt: 1_795_377_660,
}

export const secretExample = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='

export const deliveryExample: WebhookDelivery = {
  deliveryId: 'msg_0d5a6f1c3b2e4d7f8a9b0c1d2e3f4a5b',
  entryId: '1795377600017',
  type: 'stamp.posted',
  status: 'pending',
  createdAt: 1_795_377_660,
  attempts: 2,
  attemptedAt: 1_795_377_672,
  responseStatus: 500,
  error: 'answered 500',
}
