import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app.ts'
import type { ApiKeys } from '../keys/apiKeys.ts'
import { refuseKey } from '../keys/refuseKey.ts'
import { clientAddress } from '../limits/clientAddress.ts'
import type { Spend } from '../limits/spend.ts'
import type { TrustedProxies } from '../limits/trustedProxies.ts'
import { keyAttemptPoints } from '../limits/weightOf.ts'
import type { ApiKey } from '../queries/apiKey.ts'

/** Who asks. */
export type Client = {
  /** What it is counted by: an IPv4 address, the /64 of an IPv6 one, or `unknown` where there is none. */
  address: string
  /** Of the API key in `Authorization`, if there is one; its secret is not here. */
  apiKey?: ApiKey | undefined
}

type ClientParameters = { isTrustedProxy: TrustedProxies; keys: ApiKeys; spend: Spend }

/**
 * Sets `client`. A key that is unknown, revoked or malformed ends the request: whoever sends one means to use it.
 *
 * @throws {ApiError} `invalid_api_key`; `rate_limited` for guessing; `database_unavailable` for a key not met before.
 */
export function client(parameters: ClientParameters): MiddlewareHandler<AppEnv> {
  const { isTrustedProxy, keys, spend } = parameters
  return (c, next) => {
    const peer = peerOf(c)
    const isForwarded = peer !== undefined && isTrustedProxy(peer)
    const forwardedFor = isForwarded ? c.req.header('x-forwarded-for') : undefined
    const address = clientAddress(peer, forwardedFor, isTrustedProxy)
    c.set('client', { address })
    const authorization = c.req.header('authorization')
    // What is asked outside of /v1 needs no key, and may bring what is meant for others.
    if (authorization === undefined || !c.req.path.startsWith('/v1/')) return next()
    const secret = /^Bearer +([^ ]+)$/i.exec(authorization)?.[1]
    const apiKey = secret && keys.recall(secret)
    if (!apiKey) return attempt(c, secret, next)
    c.set('client', { address, apiKey })
    return next()
  }

  async function attempt(
    c: Context<AppEnv>,
    secret: string | undefined,
    next: () => Promise<void>,
  ) {
    await spend(c, keyAttemptPoints)
    const apiKey = secret && (await keys.find(secret))
    if (!apiKey) return refuseKey(c, 'unknown')
    c.set('client', { address: c.get('client').address, apiKey })
    await next()
  }
}

/** The socket's other end, as Hono's server for Node hands it over. A request made by `app.request` has none. */
function peerOf(c: Context<AppEnv>): string | undefined {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress
}
