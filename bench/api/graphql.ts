import { join } from 'node:path'
import { root } from '../../scripts/stack/paths.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import type { Child } from '../../scripts/stack/processes/child.ts'
import { startChild, untilReady } from '../../scripts/stack/processes/child.ts'
import { runPeak } from '../load/peak.ts'
import type { Figure } from '../report/figure.ts'
import { usageOf } from '../report/processUsage.ts'
import { benchDir } from './dataset.ts'
import { schema } from './fill.ts'
import { letter, singleBody } from './letters.ts'
import { chainId } from './names.ts'
import { withSubject } from './process.ts'
import type { ApiSizes } from './sizes.ts'

/**
 * What a relay would have to ask Ponder's GraphQL to judge a letter by itself, in one request; the sender's inbox and its word take a second,
 * which is left out.
 */
const query = `query ($inboxId: String!, $sender: String!, $subject: String!, $letterHash: String!, $relay: String!) {
  inbox(chainId: ${chainId}, inboxId: $inboxId) { registeredBlock door doorSinceBlock }
  wallet(chainId: ${chainId}, wallet: $sender) { inboxId sinceBlock }
  consent(chainId: ${chainId}, inboxId: $inboxId, subject: $subject) { consent sinceBlock }
  stamps(where: { chainId: ${chainId}, inboxId: $inboxId, letterHash: $letterHash }, limit: 10) {
    items { stampId sender relay token carriage stake expiresAt status postedBlock postedAt window carriageAsked carriageMet postedWhileClosed }
  }
  termss(where: { chainId: ${chainId}, inboxId: $inboxId }, limit: 10) { items { token stake window } }
  carriages(where: { chainId: ${chainId}, relay: $relay }, limit: 10) { items { token amount accepted } }
  blocks(where: { chainId: ${chainId} }, orderBy: "number", orderDirection: "desc", limit: 1) { items { number hash timestamp } }
}`

/** The same question, asked of Ponder's own GraphQL over the same tables, and of the API. */
export function measureGraphql(sizes: ApiSizes): Promise<Figure[]> {
  const { seconds } = sizes
  return withSubject(sizes, async ({ api, databaseUrl }) => {
    const load = { connections: 32, seconds }
    const bodies = Array.from({ length: 20_000 }, (_, n) => singleBody(n, sizes))
    const ours = await runPeak({ url: `${api.url}/v1/verify`, bodies, ...load })
    const ponder = await serveGraphql(databaseUrl)
    try {
      const questions = Array.from({ length: 20_000 }, (_, n) => question(n, sizes))
      const url = `${ponder.url}/graphql`
      await checkGraphql(url, questions[0] as string)
      const theirs = await runPeak({ url, bodies: questions, ...load })
      const { memoryMiB } = usageOf(ponder.pid)
      const name = 'verify, one letter a request, 32 connections'
      const yardstick = { name: "Ponder's GraphQL, one letter a query", value: theirs.rate }
      const note = `Ponder p50 ${theirs.p50.toFixed(1)} ms, p99 ${theirs.p99.toFixed(1)} ms, ${memoryMiB.toFixed(0)} MiB; ours p50 ${ours.p50.toFixed(1)} ms, p99 ${ours.p99.toFixed(1)} ms`
      return [{ name, value: ours.rate, unit: '/s', yardstick, note }]
    } finally {
      await ponder.stop()
    }
  })
}

function question(n: number, sizes: ApiSizes): string {
  const item = letter(n, sizes).item as Record<string, string>
  const { inboxId, sender, letterHash, relay } = item
  const subject = `0x${'0'.repeat(24)}${sender?.slice(2)}`
  const variables = { inboxId, sender, subject, letterHash, relay }
  return JSON.stringify({ query, variables })
}

/** Letter 0 is paid: GraphQL must find its stamp, and no fault in the query. */
async function checkGraphql(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await (await fetch(url, { method: 'POST', headers, body })).text()
  if (answer.includes('"stampId"') && answer.includes('"registeredBlock"')) return
  throw new Error(`GraphQL answered: ${answer.slice(0, 500)}`)
}

async function serveGraphql(databaseUrl: string): Promise<Child & { url: string }> {
  const port = await freePort()
  const folder = join(root, 'bench/yardsticks/graphql')
  const child = await startChild({
    name: "Ponder's GraphQL",
    file: process.execPath,
    args: [
      join(root, 'node_modules/ponder/dist/esm/bin/ponder.js'),
      ...['--root', folder, 'serve', '--schema', schema],
      ...['--hostname', '127.0.0.1', '--port', String(port)],
    ],
    // It writes its schema into a folder below where it runs.
    cwd: benchDir,
    env: { DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    log: join(benchDir, 'logs/graphql.log'),
    signal: 'SIGINT',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => (await fetch(`${url}/health`)).ok, 60_000)
  return { ...child, url }
}
