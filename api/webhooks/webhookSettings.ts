import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'

/** How webhooks are delivered. */
export type WebhookSettings = {
  /** Also to http urls and to addresses that are not public. On a developer's machine and in tests only. */
  allowPrivate: boolean
  /** Milliseconds in all: finding the address, connecting, sending, and the head of the answer. */
  timeout: number
  /** All addresses of a host, as the resolver tells them at this moment. */
  resolve: (hostname: string) => Promise<LookupAddress[]>
}

export const webhookDefaults: WebhookSettings = {
  allowPrivate: false,
  timeout: 10_000,
  resolve: (hostname) => lookup(hostname, { all: true }),
}
