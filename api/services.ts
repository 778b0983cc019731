import type { Logger } from 'pino'
import type { Deployment } from '../index.ts'
import type { Caip2 } from '../protocol/caip2.ts'
import type { RequestError } from '../protocol/wire/problem.ts'
import type { Feed } from './feed/openFeed.ts'
import type { Freshness } from './freshness/freshness.ts'
import type { Node } from './freshness/node.ts'
import type { LimitSettings } from './limits/limitSettings.ts'
import type { LeafLimits } from './mailings/leafLimits.ts'
import type { Metrics } from './metrics.ts'
import { ApiError } from './problem.ts'
import type { Database } from './queries/database.ts'
import type { Store } from './store.ts'
import type { Tokens } from './tokens/tokens.ts'
import type { WebhookSettings } from './webhooks/webhookSettings.ts'

/** One chain as this process sees it. Nothing in it is shared with another chain, so that no trouble is either. */
export type Chain = {
  id: number
  caip2: Caip2
  /** Postgres schema of the indexer's views, `chain_<id>_v1`. */
  schema: string
  database: Database
  /** Another pool, for verdicts alone: no costly read takes their connections. */
  verdicts: Database
  /** And one for those asked for in batches, which may be dear. */
  batches: Database
  node: Node
  freshness: Freshness
  deployment: Deployment
  /** Seconds, may be a fraction; undefined where not configured. */
  blockTimeSeconds?: number | undefined
  /** Of the native token; undefined: ETH. */
  nativeSymbol?: string | undefined
}

/** All that a request may use. Made once by `server.ts`, or by a test. */
export type Services = {
  /** Those of the moment: chains come and go while the process runs. */
  chains: ReadonlyMap<Caip2, Chain>
  /** The API's own tables. No verdict waits for them. */
  store: Store
  feed: Feed
  /** What strangers may bring as the letters of mailings; undefined: the defaults. */
  leafLimits?: LeafLimits | undefined
  /** What tokens are called; undefined: nobody knows. */
  tokens?: Tokens | undefined
  /** Milliseconds since 1970. The only clock of the API. */
  now: () => number
  log: Logger
  metrics: Metrics
  /** True from the first signal to end on: `/readyz` says so while open requests are still answered. */
  isShuttingDown: () => boolean
  /** Whether this API serves a developer's machine: then `GET /v1/verify` answers, which writes letters into logs of the way. */
  isDevelopment?: boolean | undefined
  /** Undefined: those of a developer's machine, which are none. */
  limits?: LimitSettings | undefined
  /** Undefined: those of production. */
  webhooks?: WebhookSettings | undefined
}

/**
 * The chain that a request names.
 *
 * @param location - Where the request named it, for the problem's `errors`.
 * @throws {ApiError} `unknown_chain`, naming the known ones.
 */
export function chainOf(
  services: Services,
  caip2: Caip2,
  location: RequestError['in'] = 'query',
): Chain {
  const chain = services.chains.get(caip2)
  if (chain) return chain
  throw new ApiError('unknown_chain', {
    chain: caip2,
    known: [...services.chains.keys()],
    in: location,
  })
}

/**
 * The time that time limits are held against, in Unix seconds: never before the block that the answer is true of, whose
 * clock may be ahead of ours.
 */
export function secondsNow(services: Services, asOf: { blockTimestamp: number }): number {
  return Math.max(Math.floor(services.now() / 1000), asOf.blockTimestamp)
}
