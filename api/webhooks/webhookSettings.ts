import type { LookupAddress } from 'node:dns'
import { resolveHost } from './resolveHost.ts'

/** How webhooks are delivered. */
export type WebhookSettings = {
  /** Also to http urls, to any port and to addresses that are not public. On a developer's machine and in tests only. */
  allowPrivate: boolean
  /** Ports that are delivered to. */
  ports: readonly number[]
  /** Milliseconds in all: finding the address, connecting, sending, and the head of the answer. */
  timeout: number
  /** All addresses of a host, as the resolver tells them at this moment. */
  resolve: (hostname: string, options: { signal: AbortSignal }) => Promise<LookupAddress[]>
}

export const webhookDefaults: WebhookSettings = {
  allowPrivate: false,
  ports: [443, 8443],
  timeout: 10_000,
  resolve: resolveHost,
}
