import { createHmac, randomBytes } from 'node:crypto'

/** Seconds for which deliveries are signed with the previous secret, too, after a rotation. */
export const rotationSeconds = 86_400

/** A new signing secret after Standard Webhooks: `whsec_` and the base64 of 32 random bytes. */
export function createWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The header `webhook-signature` of an attempt, after Standard Webhooks: for each secret HMAC-SHA-256 over
 * `<id>.<timestamp>.<body>`, with spaces between.
 *
 * @param message.timestamp - Unix seconds of the attempt, as in the header `webhook-timestamp`.
 */
export function signWebhook(
  secrets: readonly string[],
  message: { id: string; timestamp: number; body: string },
): string {
  const content = `${message.id}.${message.timestamp}.${message.body}`
  return secrets
    .map((secret) => Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`)
    .join(' ')
}
