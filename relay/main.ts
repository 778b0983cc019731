import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createLog } from './createLog.ts'
import { readEnv } from './env.ts'
import { openRelay } from './openRelay.ts'
import { redact } from './redact.ts'

/** Milliseconds from a signal on that open requests get. */
const requestLimit = 10_000

/** Milliseconds from a signal on after which the process ends anyway, also if what is due is not admitted yet. */
const shutdownLimit = 20_000

const env = readEnv()
const log = createLog(env.logLevel)
// While it is not open yet, nothing was taken in.
const leave = () => process.exit(0)
process.once('SIGINT', leave)
process.once('SIGTERM', leave)
const relay = await openRelay(env, log).catch((error: Error) => {
  process.stderr.write(`${redact(error.message)}\n`)
  process.exit(1)
})
const server = serve({ fetch: relay.fetch, hostname: env.host, port: env.port }, announce)

server.once('error', fail)
process.off('SIGINT', leave)
process.off('SIGTERM', leave)
process.once('SIGINT', shutDown)
process.once('SIGTERM', shutDown)

/** Prints where the relay listens, for people and for whoever started it with port 0. */
function announce({ address, port }: AddressInfo): void {
  const host = address.includes(':') ? `[${address}]` : address
  log.info({ url: `http://${host}:${port}` }, 'listening')
}

/** Ends the process when the port cannot be had; nothing was taken in yet. */
function fail({ code, message }: NodeJS.ErrnoException): void {
  const { host, port } = env
  const why =
    code === 'EADDRINUSE'
      ? `Port ${port} of ${host} is in use. Stop what listens there, or set RELAY_PORT.`
      : `Cannot listen on port ${port} of ${host}: ${message}. Set RELAY_HOST and RELAY_PORT.`
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

/** Answers what has been asked, admits what is due, and ends. */
async function shutDown(signal: string): Promise<void> {
  log.info({ signal }, 'shutting down')
  setTimeout(() => process.exit(1), shutdownLimit).unref()
  relay.end()
  // A connection that is busy now falls idle once it is answered, and would be kept open for the next request.
  const sweep = setInterval(() => (server as Server).closeIdleConnections(), 50)
  // A client that takes its time must not cost what is due.
  const cut = setTimeout(() => (server as Server).closeAllConnections(), requestLimit)
  await new Promise((resolve) => {
    server.close(resolve)
  })
  clearInterval(sweep)
  clearTimeout(cut)
  await relay.close()
  process.exit(0)
}
