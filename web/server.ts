import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { readEnv } from './env.ts'
import { createSite } from './site/createSite.ts'
import { readSiteFiles } from './site/siteFiles.ts'

/** Milliseconds from a signal on that open requests get. */
const shutdownLimit = 3_000

const { host, port, config, folder } = readEnv()
const server = serve({ fetch: open().fetch, hostname: host, port }, announce) as Server

server.once('error', fail)
process.once('SIGINT', shutDown)
process.once('SIGTERM', shutDown)

function open() {
  try {
    return createSite(readSiteFiles(folder), config)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}

/** Prints where the site is, for people and for whoever started it with port 0. */
function announce({ address, port }: AddressInfo): void {
  const host = address.includes(':') ? `[${address}]` : address
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url: `http://${host}:${port}` })}\n`)
}

function fail({ code, message }: NodeJS.ErrnoException): void {
  const why =
    code === 'EADDRINUSE'
      ? `Port ${port} of ${host} is in use. Stop what listens there, or set WEB_PORT.`
      : `Cannot listen on port ${port} of ${host}: ${message}. Set WEB_HOST and WEB_PORT.`
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

/** Answers what has been asked, and ends. */
function shutDown(): void {
  setTimeout(() => process.exit(0), shutdownLimit).unref()
  server.close(() => process.exit(0))
  server.closeIdleConnections()
}
