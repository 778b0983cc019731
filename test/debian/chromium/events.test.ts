import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NodeBlock } from '../../../api/freshness/node.ts'
import type { FeedEntry } from '../../../protocol/wire/event.ts'
import type { Act, FakeIndex } from '../../api/feed/fakeIndex.ts'
import { createFakeIndex } from '../../api/feed/fakeIndex.ts'
import { entriesOf, settle, startProcess } from '../../api/feed/tell.ts'
import { bytes32 } from '../../api/verifyScene.ts'
import type { World, WorldChain } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'
import { startChromium } from '../../helpers/chromium.ts'

/*
EventSource of a browser, on a page of another origin, at GET /v1/events of api/server.ts
├── gets what happens
└── given the API ends, or is killed, and another one starts on its port
    └── it resumes by itself after the last id that it has, and gets every entry once, those written meanwhile too
*/

let world: World
let chain: WorldChain
let index: FakeIndex
let dir: string
let node: Server
let site: Server
let browser: Browser
let page: Page
let api: Api | undefined
/** What the browser asked of the API, and what it had to say about it. */
const asked: Request[] = []
const faults: string[] = []

beforeAll(async () => {
  world = await startWorld()
  chain = world.chains[0] as WorldChain
  index = createFakeIndex(chain)
  await index.sync()
  dir = await mkdtemp(join(tmpdir(), 'pennypost-events-'))
  await writeFile(join(dir, '31337.json'), JSON.stringify(chain.chain.deployment))
  node = await listen(serveNode)
  site = await listen((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>A page of another origin</title>')
  })
  browser = await startChromium()
})

beforeEach(async () => {
  asked.length = 0
  faults.length = 0
  page = await browser.newPage()
  page.on('request', (request) => {
    if (request.url().includes('/v1/events')) asked.push(request)
  })
  page.on('console', (message) => void faults.push(message.text()))
  await page.goto(urlOf(site))
})

afterEach(async () => {
  await page.close()
  await api?.end('SIGKILL')
})

afterAll(async () => {
  await browser?.close()
  for (const server of [node, site]) {
    server?.close()
    server?.closeAllConnections()
  }
  await world?.stop()
  if (dir) await rm(dir, { recursive: true, force: true })
})

describe('EventSource', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'misses nothing when the API gets %s and comes again',
    async (signal) => {
      const [first, second] = [bytes32(`first of ${signal}`), bytes32(`second of ${signal}`)]
      api = await startApi('0')
      // Without a feed there is nothing to listen to.
      const before = await writtenSince(0, { do: 'post', stamp: bytes32(`before ${signal}`) })
      const start = Number(before.at(-1)?.id)
      await subscribe(api.url)
      await happen({ do: 'post', stamp: first })
      await expectTold(start, ['stamp.posted'])
      const known = await lastId()

      await api.end(signal)
      await happen({ do: 'admitted', stamp: first }, { do: 'post', stamp: second })
      // By then another process has written it: a stream that began anew would not tell of it.
      await writeMeanwhile()
      api = await startApi(new URL(api.url).port)
      await expectTold(start, ['stamp.posted', 'stamp.admitted', 'stamp.posted'])
      expect((await asked.at(-1)?.allHeaders())?.['last-event-id']).toBe(known)

      await happen({ do: 'collected', stamp: first })
      await expectTold(start, [
        ...['stamp.posted', 'stamp.admitted', 'stamp.posted', 'stamp.collected'],
      ])
      expect(new Set(asked.map((request) => request.url())).size).toBe(1)
      expect(faults.filter((text) => /CORS|MIME/.test(text))).toEqual([])
    },
  )
})

/** Has something happen in a block of its own. */
async function happen(...acts: Act[]): Promise<void> {
  index.mine(...acts)
  await index.sync()
}

/** Has something happen, and gives the feed once the API has written it. */
async function writtenSince(after: number, ...acts: Act[]): Promise<FeedEntry[]> {
  const isWritten = async () => (await entriesOf(world, chain.id, after)).length
  await expect.poll(hasBegun, { timeout: 20_000 }).toBe(true)
  const already = await isWritten()
  await happen(...acts)
  await expect.poll(isWritten, { timeout: 20_000 }).toBe(already + acts.length)
  return entriesOf(world, chain.id, after)
}

async function hasBegun(): Promise<boolean> {
  const rows = await world.services.store.query('select 1 from api.feed_cursor')
  return rows.length > 0
}

async function writeMeanwhile(): Promise<void> {
  const writer = startProcess(world, chain)
  // A process that was killed holds the lead until the database has noticed.
  await expect
    .poll(
      async () => {
        await settle(writer)
        return (await entriesOf(world, chain.id)).at(-1)?.block?.number
      },
      { timeout: 20_000 },
    )
    .toBe(String(chain.fake.head.number))
  await writer.close()
}

type Told = { id: string; data: string }
declare const told: Told[]

/** Opens the browser's own EventSource, and leaves it alone from then on. */
async function subscribe(url: string): Promise<void> {
  await page.evaluate(
    (address) =>
      new Promise<void>((resolve, reject) => {
        const events = new EventSource(address)
        const told: Told[] = []
        Object.assign(globalThis, { told })
        events.onmessage = ({ lastEventId, data }) => told.push({ id: lastEventId, data })
        events.onopen = () => resolve()
        // Whatever it comes again after is no fault.
        events.onerror = () => {
          if (events.readyState === EventSource.CLOSED) reject(new Error('It has given up'))
        }
      }),
    `${url}/v1/events?chain=eip155:31337`,
  )
}

async function lastId(): Promise<string | undefined> {
  return (await page.evaluate(() => told)).at(-1)?.id
}

/** That the browser has every entry of the feed after a position, each once, in order, and that these are their types. */
async function expectTold(after: number, types: string[]): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => told.length), { timeout: 30_000, message: faults.join('\n') })
    .toBeGreaterThanOrEqual(types.length)
  const got = await page.evaluate(() => told)
  const entries = got.map(({ data }) => JSON.parse(data) as FeedEntry)
  expect(entries.map(({ type }) => type)).toEqual(types)
  expect(got.map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
  const written = await entriesOf(world, chain.id, after)
  expect(entries.map(({ id }) => id)).toEqual(written.map(({ id }) => id))
}

type Api = { url: string; end(signal: NodeJS.Signals): Promise<void> }

/** Starts the API as a process of its own, and waits until it says where it listens. */
async function startApi(port: string): Promise<Api> {
  const child: ChildProcess = spawn(process.execPath, ['api/server.ts'], {
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: world.databaseUrl, DEPLOYMENTS_DIR: dir },
      ...{ RPC_URL_31337: urlOf(node), API_PORT: port },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      const line = JSON.parse(text) as { msg: string; url: string }
      if (line.msg === 'listening') resolve(line.url)
    })
  })
  const failed = ended.then(() => expect.unreachable('The API ended before it listened'))
  const url = await Promise.race([listening, failed])
  failed.catch(() => {})
  return {
    url,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** JSON-RPC of the fake chain. */
const serveNode: RequestListener = async (request, response) => {
  const calls = JSON.parse(Buffer.concat(await request.toArray()).toString()) as {
    id: number
    method: string
    params: [string]
  }[]
  const replies = calls.map(({ id, method, params: [name] }) => {
    if (method === 'eth_chainId') return { id, result: '0x7a69' }
    const { head, blocks } = chain.fake
    return { id, result: toReply(name === 'latest' ? head : blocks[Number(name)]) }
  })
  response.end(JSON.stringify(replies))
}

function toReply(block: NodeBlock | undefined) {
  const hex = (value: number) => `0x${value.toString(16)}`
  return block ? { ...block, number: hex(block.number), timestamp: hex(block.timestamp) } : null
}

async function listen(answer: RequestListener): Promise<Server> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
