import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { collectDefaultMetrics } from 'prom-client'
import { toCaip2 } from '../protocol/caip2.ts'
import { createApp } from './app.ts'
import type { Chains } from './chains.ts'
import { openChains } from './chains.ts'
import { readEnv } from './env.ts'
import { openFeed } from './feed/openFeed.ts'
import { createHttpServer } from './httpServer.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { migrate } from './schema/migrate.ts'
import type { Services } from './services.ts'
import { openStore } from './store.ts'
import { createTokens } from './tokens/tokens.ts'
import { webhookDefaults } from './webhooks/webhookSettings.ts'
import type { WebhookWorker } from './webhooks/webhookWorker.ts'
import { startWebhookWorker } from './webhooks/webhookWorker.ts'

/** Milliseconds from a signal on that open requests and statements get before the process ends anyway. */
const shutdownLimit = 10_000

const env = readEnv()
// Asynchronous: a request never waits for the log. What is buffered is written on exit.
const destination = pino.destination({
  dest: 1,
  sync: false,
  minLength: 65_536,
  maxWrite: 131_072,
  periodicFlush: 250,
})
const log = createLog(env.logLevel, destination)

let shuttingDown = false
let webhookWorker: WebhookWorker | undefined
const { chains, services } = open()
const server = createHttpServer(createApp(services).fetch)

process.once('SIGINT', shutDown)
process.once('SIGTERM', shutDown)
process.once('uncaughtException', crash)
process.on('unhandledRejection', outlive)
server.once('error', fail)
void prepareStore()
// The first poll comes before the first request, which would otherwise find every chain stale.
await chains.start()
if (!shuttingDown) server.listen(env.port, env.host, announce)

function open(): { chains: Chains; services: Services } {
  const metrics = createMetrics()
  collectDefaultMetrics({ register: metrics.registry })
  try {
    const chains = openChains({ env, now: Date.now, log, metrics })
    const isShuttingDown = () => shuttingDown
    const { isDevelopment } = env
    const store = openStore({ url: env.databaseUrl })
    const tokens = createTokens({
      nodes: { get: (id) => chains.served.get(toCaip2(id))?.node },
      store,
      nativeSymbols: { get: (id) => chains.served.get(toCaip2(id))?.nativeSymbol },
      now: Date.now,
    })
    const services: Services = {
      chains: chains.served,
      store,
      leafLimits: env.leafLimits,
      tokens,
      feed: openFeed({
        chains: chains.served,
        store,
        log,
        metrics,
        retentionDays: env.feedRetentionDays,
      }),
      now: Date.now,
      log,
      metrics,
      isShuttingDown,
      isDevelopment,
      limits: env.limits,
      webhooks: { ...webhookDefaults, allowPrivate: env.webhookAllowPrivate },
    }
    return { chains, services }
  } catch (error) {
    return fail(error)
  }
}

/** Brings the API's own tables up to date, as soon as the primary lets it: verdicts do not wait for that. */
async function prepareStore(): Promise<void> {
  while (!shuttingDown) {
    try {
      const applied = await migrate(services.store)
      if (applied.length > 0) log.info({ applied }, 'migrated')
      services.feed.start()
      if (!shuttingDown) startDeliveries()
      return
    } catch (error) {
      log.warn({ err: error }, 'migration waits for the database')
      await setTimeout(1_000, undefined, { ref: false })
    }
  }
}

/** Webhooks wait for the primary by themselves; nothing waits for them. */
function startDeliveries(): void {
  const { webhookWorkers: workers, databaseUrl: url } = env
  if (workers > 0) webhookWorker = startWebhookWorker(services, { url, workers })
}

/** Prints where the API listens, for people and for whoever started it with port 0. */
function announce(): void {
  const { address, port } = server.address() as AddressInfo
  const host = address.includes(':') ? `[${address}]` : address
  const served = [...services.chains.keys()]
  log.info({ url: `http://${host}:${port}`, host: address, port, chains: served }, 'listening')
  destination.flushSync()
}

/** Answers what has been asked, closes what is open, and ends; after the limit it ends anyway. */
async function shutDown(signal: string): Promise<void> {
  shuttingDown = true
  log.info({ signal }, 'shutting down')
  void setTimeout(shutdownLimit, undefined, { ref: false }).then(() => process.exit(1))
  const webhookStop = webhookWorker?.stop()
  // Streams never end by themselves.
  const feedStop = services.feed.stop()
  // A connection that is busy now falls idle once it is answered, and would be kept open for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await new Promise((resolve) => {
    server.close(resolve)
  })
  clearInterval(sweep)
  await webhookStop
  await feedStop
  await Promise.all([services.store.close(), chains.close()])
  destination.flushSync()
  process.exit(0)
}

/**
 * The Postgres client asks each new connection for its array types by itself, and nobody can catch it if that connection ends
 * meanwhile, as it does when the server goes or is full. Anything else that nothing caught is a crash.
 */
function outlive(error: unknown): void {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code === 'string' && /^(CONNECT|ECONN|EPIPE|57P|53)/.test(code)) {
    log.warn({ err: error }, 'a connection to the database ended while it was opened')
    return
  }
  crash(error instanceof Error ? error : new Error(String(error)))
}

/** A fault that nothing caught leaves the process in a state that nobody knows: it ends, and the log says why. */
function crash(error: Error): void {
  log.fatal({ err: error }, 'crashed')
  destination.flushSync()
  process.exit(1)
}

/** Ends a process that could not begin, with a sentence that says what to do. */
function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return `Port ${env.port} of ${env.host} is in use. Stop what listens there, or set API_PORT.`
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return `Cannot listen on port ${env.port} of ${env.host} (${code}). Set API_HOST and API_PORT.`
  }
  return error.message
}
