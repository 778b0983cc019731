import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { checkedLookup, PrivateTargetError } from './checkedLookup.ts'
import { faultOfTarget, hostOf } from './faultOfTarget.ts'
import { signWebhook } from './webhookSecret.ts'
import type { WebhookSettings } from './webhookSettings.ts'

/** One attempt to hand a message over. */
export type WebhookAttempt = {
  url: string
  /** The newest first. */
  secrets: readonly string[]
  /** The same in every attempt, so that receivers know a message again. */
  id: string
  body: string
  /** Unix seconds of this attempt. */
  timestamp: number
}

/** What came of it. */
export type WebhookOutcome = {
  /** Whether the receiver answered 2xx. */
  isDelivered: boolean
  /** HTTP status; null: there was no answer. */
  status: number | null
  /** Why not, in a few words of ours; null: it is delivered. Nothing of what the receiver sent. */
  error: string | null
}

/**
 * Makes one attempt. Follows no redirect, reads no body, takes `settings.timeout` in all, and goes to public addresses only.
 *
 * @returns Always; nothing that a receiver or a network does is an exception.
 */
export async function sendWebhook(
  attempt: WebhookAttempt,
  settings: WebhookSettings,
): Promise<WebhookOutcome> {
  try {
    const status = await post(attempt, settings)
    if (status >= 200 && status < 300) return { isDelivered: true, status, error: null }
    const isRedirect = status >= 300 && status < 400
    return {
      isDelivered: false,
      status,
      error: isRedirect ? 'redirects are not followed' : `answered ${status}`,
    }
  } catch (error) {
    return {
      isDelivered: false,
      status: null,
      error: explain(error as NodeJS.ErrnoException, settings),
    }
  }
}

/** @returns The status of the answer. */
function post(attempt: WebhookAttempt, settings: WebhookSettings): Promise<number> {
  const { id, body, timestamp, secrets } = attempt
  const url = new URL(attempt.url)
  const fault = faultOfTarget(url, settings)
  if (fault !== undefined) throw new PrivateTargetError(fault)
  // Covers the look-up, too, and a receiver that sends its head byte by byte.
  const signal = AbortSignal.timeout(settings.timeout)
  const resolveHost = (host: string) => settings.resolve(host, { signal })
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = send({
      method: 'POST',
      host: hostOf(url),
      port: url.port || undefined,
      path: `${url.pathname}${url.search}`,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'pennypost-webhooks',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(secrets, { id, timestamp, body }),
        connection: 'close',
      },
      // A connection of its own: one that is kept could lead to what the host was checked to be long ago.
      agent: false,
      signal,
      maxHeaderSize: 16_384,
      ...(settings.allowPrivate ? {} : { lookup: checkedLookup(resolveHost) }),
    })
    request.once('error', reject)
    // As after 101 Switching Protocols, which is no error to Node and no answer to us.
    request.once('close', () => reject(new Error('closed without an answer')))
    request.once('response', (response) => {
      response.once('error', () => {})
      resolve(response.statusCode as number)
      // The status is all that counts; of the body nothing is read, however long it is.
      request.destroy()
    })
    request.end(body)
  })
}

function explain(error: NodeJS.ErrnoException, { timeout }: WebhookSettings): string {
  if (error instanceof PrivateTargetError) return `refused: ${error.message}`
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `no answer within ${timeout} ms`
  if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return 'the host has no address'
  if (error.syscall?.startsWith('query')) return 'the host could not be looked up'
  if (error.code === 'ECONNREFUSED') return 'the connection was refused'
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(error.code ?? ''))
    return 'the certificate is not valid'
  return 'the connection failed'
}
