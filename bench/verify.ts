/**
 * Measures verdicts a second of one API process over 100,000 stamps: `node bench/verify.ts`.
 *
 *     --write   also adds a line to results/verify.md
 *
 * The tables are filled by SQL instead of an indexer, and the node is a stand-in that only knows the newest block; Postgres
 * and the API process are real. Whoever asks is a further process' worth of work on the same machine.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Hex } from 'viem'
import { numberToHex, sha256, stringToHex } from 'viem'
import { startApi } from '../scripts/stack/api.ts'
import { removeDatabase, startDatabase } from '../scripts/stack/database.ts'
import type { Tables } from '../test/helpers/tables.ts'
import { createTables } from '../test/helpers/tables.ts'

const CHAIN_ID = 31337
const STAMPS = 100_000
const INBOXES = 10_000
const RELAYS = 20
const SECONDS = 10
const CLIENTS = 32

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(os.tmpdir(), 'pennypost-bench-'))
const block = { number: '0x3', hash: hash('block 3'), parentHash: hash('block 2') }
const timestamp = Math.floor(Date.now() / 1000)
const node = await startNode()
const database = await startDatabase({ dir: join(folder, 'pg'), logDir: folder })
try {
  const databaseUrl = await database.createDatabase('bench')
  await fill(await createTables(databaseUrl, CHAIN_ID))
  const api = await startApi({
    databaseUrl,
    deploymentsDir: writeDeployment(),
    chains: [{ id: CHAIN_ID, rpcUrl: `http://127.0.0.1:${(node.address() as AddressInfo).port}` }],
    env: { LOG_LEVEL: 'silent' },
    logDir: folder,
  })
  try {
    await report(api.url)
  } finally {
    await api.stop()
  }
} finally {
  await database.stop()
  await removeDatabase(join(folder, 'pg'))
  node.close()
  node.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
}

async function report(api: string): Promise<void> {
  const chain = `eip155:${CHAIN_ID}`
  const one = (n: number) => ({ chain, ...letter(n) })
  const batchOf = (size: number) => (n: number) => ({
    chain,
    items: Array.from({ length: size }, (_, i) => letter(n * size + i)),
  })
  await measure(`${api}/v1/verify`, one, 1)
  const alone = await measure(`${api}/v1/verify`, one, 1)
  const together = await measure(`${api}/v1/verify`, one, CLIENTS)
  const batches = await measure(`${api}/v1/verify/batch`, batchOf(1_000), 4)
  console.log(`One at a time:      ${alone.rate} a second, ${alone.times}`)
  console.log(`${CLIENTS} at a time:       ${together.rate} a second, ${together.times}`)
  console.log(`Batches of 1,000:   ${batches.rate * 1_000} a second, ${batches.times} a batch`)
  if (!values.write) return
  const date = new Date().toISOString().slice(0, 10)
  const cpu = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`
  const row = [date, cpu, alone.rate, together.rate, batches.rate * 1_000].join(' | ')
  appendFileSync(join(import.meta.dirname, 'results/verify.md'), `| ${row} |\n`)
}

/** Sends bodies for `SECONDS` from as many clients as told; every answer must be a verdict. */
async function measure(
  url: string,
  body: (n: number) => object,
  clients: number,
): Promise<{ rate: number; times: string }> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  const end = performance.now() + SECONDS * 1_000
  let next = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const sent = JSON.stringify(body(next++))
        const start = performance.now()
        await post(url, sent, agent)
        times.push(performance.now() - start)
      }
    }),
  )
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.ceil(times.length * share) - 1] ?? NaN).toFixed(1)
  return {
    rate: Math.round(times.length / SECONDS),
    times: `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  }
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString()
        if (response.statusCode === 200 && answer.includes('"eligible"')) resolve()
        else reject(new Error(`${response.statusCode}: ${answer.slice(0, 300)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** A letter whose stamp is there, from a stranger: most are `paid`, some inboxes are free or closed. */
function letter(n: number) {
  const stamp = 1 + (n % STAMPS)
  return {
    inboxId: hash(`inbox ${(stamp * 3) % INBOXES}`),
    sender: hash(`stranger ${n % 1_000}`).slice(0, 42),
    letterHash: hash(`letter ${stamp}`),
    relay: hash(`relay ${stamp % RELAYS}`).slice(0, 42),
  }
}

function hash(text: string): Hex {
  return sha256(stringToHex(text))
}

async function fill(tables: Tables): Promise<void> {
  const by = (text: string, i: string) =>
    `'0x' || encode(sha256(('${text} ' || (${i}))::bytea), 'hex')`
  const of = (text: string) => by(text, 'i')
  const address = (text: string, i: string) => `left(${by(text, i)}, 42)`
  const native = `'0x${'0'.repeat(40)}'`
  const expiresAt = timestamp + 30 * 86_400
  await tables.run(`
    insert into block values
      (${CHAIN_ID}, 2, '${block.parentHash}', '${hash('block 1')}', ${timestamp - 1}),
      (${CHAIN_ID}, 3, '${block.hash}', '${block.parentHash}', ${timestamp});
    insert into inbox select ${CHAIN_ID}, ${by('inbox', 'i - 1')}, ${address('wallet', 'i')}, 0,
      ${address('wallet', 'i')}, 1, 1, 0, 1, 1, '0x',
      (array['postage', 'postage', 'postage', 'free', 'closed'])[1 + i % 5], 1, 1, null
      from generate_series(1, ${INBOXES}) i;
    insert into wallet select ${CHAIN_ID}, ${address('wallet', 'i')}, ${by('inbox', 'i - 1')}, 1, 1
      from generate_series(1, ${INBOXES}) i;
    insert into terms select ${CHAIN_ID}, ${by('inbox', 'i - 1')}, ${native}, 1000, 3600, false, 1, 1
      from generate_series(1, ${INBOXES}) i;
    insert into relay select ${CHAIN_ID}, ${address('relay', 'i')}, '0x', 'x', true, 1, 1, 1, 1, '[]'
      from generate_series(0, ${RELAYS - 1}) i;
    insert into carriage select ${CHAIN_ID}, ${address('relay', 'i')}, ${native}, 10, true, 1, 1, '[]'
      from generate_series(0, ${RELAYS - 1}) i;
    insert into stamp select ${CHAIN_ID}, ${of('stamp')}, ${address('wallet', `1 + i % ${INBOXES}`)},
      ${address('relay', `i % ${RELAYS}`)}, ${native}, ${by('inbox', `i * 3 % ${INBOXES}`)},
      ${of('letter')}, 10, 1000, ${expiresAt}, (array['open', 'admitted'])[1 + i % 2], 2,
      '${block.parentHash}', ${timestamp - 1}, '0x', 3600, false, false, 10, true, false, null
      from generate_series(1, ${STAMPS}) i`)
  await tables.run('vacuum analyze')
  await tables.close()
}

/** Answers what the API asks a node, about one block. */
async function startNode() {
  const result = (method: string) =>
    method === 'eth_chainId'
      ? numberToHex(CHAIN_ID)
      : { ...block, timestamp: numberToHex(timestamp) }
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const calls: { id: number; method: string }[] = JSON.parse(Buffer.concat(chunks).toString())
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(calls.map(({ id, method }) => ({ id, result: result(method) }))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function writeDeployment(): string {
  const contract = { address: `0x${'1'.repeat(40)}`, block: 1, transaction: hash('deployed') }
  const contracts = { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract }
  const deployment = { chainId: CHAIN_ID, network: 'bench', commit: '0'.repeat(40), contracts }
  mkdirSync(join(folder, 'deployments'))
  writeFileSync(join(folder, 'deployments', `${CHAIN_ID}.json`), JSON.stringify(deployment))
  return join(folder, 'deployments')
}
