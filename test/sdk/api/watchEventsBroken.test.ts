import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import type {
  FeedBreak,
  FeedEntry,
  WatchEventsParameters,
} from '../../../sdk/src/api/watchEvents.ts'
import { watchEvents } from '../../../sdk/src/api/watchEvents.ts'
import { ApiAnswerError } from '../../../sdk/src/errors/ApiAnswerError.ts'
import { beginStream, inTurn } from './support/beginStream.ts'
import { collect } from './support/collect.ts'
import type { TestServer } from './support/startServer.ts'
import { sendProblem, startServer } from './support/startServer.ts'

/*
watchEvents, of an API that misbehaves
├── an id twice, or one from before → told once
├── onAlive with all that comes, comments too, before it is given, and of each connection anew
├── silence → a new connection after silenceMs, from the last id; comments are no silence
├── ids without entries → resumed from, and told by onPosition once the entries before are dealt with, which is waited for
├── cut in the middle of an entry → told once, whole
├── busy, restarting, or behind a proxy that has no API → tried again, after Retry-After, or an hour if that is less
└── an entry that is none, or of another chain; a page → ApiAnswerError
*/

const chain = 'eip155:31337'
const api = () => createApiClient({ url: server.url, chain })

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  server.received.length = 0
})
afterAll(() => server.stop())

const entryOf = (id: number, more: object = {}) => ({
  ...{
    id: String(id),
    type: 'stamp.posted',
    chain,
    logIndex: 0,
    data: { text: 'ü€😀' },
    state: [],
  },
  ...{ block: { number: '1', hash: `0x${'ab'.repeat(32)}`, timestamp: 1 }, ...more },
})
const eventOf = (id: number, more?: object) =>
  `id: ${id}\ndata: ${JSON.stringify(entryOf(id, more))}\n\n`

/** Watches until there are so many entries; gives their ids. */
async function watch(
  count: number,
  parameters: Partial<WatchEventsParameters<typeof chain>> = {},
): Promise<string[]> {
  const abort = new AbortController()
  const watched = collect(watchEvents(api(), { signal: abort.signal, ...parameters }))
  await watched.first(count)
  abort.abort()
  await watched.ended
  expect(watched.all.map(({ data }) => data)).toEqual(watched.all.map(() => ({ text: 'ü€😀' })))
  return watched.all.map(({ id }: FeedEntry) => id)
}

const askedFrom = () =>
  server.received.map(({ url }) => new URL(url, server.url).searchParams.get('lastEventId'))

describe('watchEvents', () => {
  it('tells no id twice, and none from before', async () => {
    server.answer = inTurn((response) =>
      beginStream(response, eventOf(5) + eventOf(5) + eventOf(4) + eventOf(6)),
    )
    expect(await watch(2, { from: '4' })).toEqual(['5', '6'])
    server.answer = inTurn(
      (response) => {
        beginStream(response, eventOf(9) + eventOf(10))
        response.end()
      },
      (response) => beginStream(response, eventOf(9) + eventOf(10) + eventOf(11)),
    )
    expect(await watch(3)).toEqual(['9', '10', '11'])
  })

  it('says that the stream lives, before what it brings', async () => {
    const said: string[] = []
    const say = (text: string) => void (said.at(-1) === text || said.push(text))
    server.answer = inTurn(
      (response) => {
        beginStream(response, eventOf(1))
        response.end()
      },
      (response) => beginStream(response, eventOf(2)),
    )
    const abort = new AbortController()
    const parameters = {
      signal: abort.signal,
      onAlive: () => say('alive'),
      onBreak: () => say('gone'),
    }
    for await (const { id } of watchEvents(api(), parameters)) {
      say(`entry ${id}`)
      if (id === '2') abort.abort()
    }
    expect(said).toEqual(['alive', 'entry 1', 'gone', 'alive', 'entry 2'])
  })

  it('says that the stream lives while it brings nothing', async () => {
    let signs = 0
    server.answer = inTurn(async (response) => {
      beginStream(response)
      for (let comments = 1; comments <= 3; comments++) {
        const before = signs
        response.write(': still here\n\n')
        await expect.poll(() => signs).toBeGreaterThan(before)
      }
      response.write(eventOf(1))
    })
    await watch(1, { onAlive: () => void signs++ })
    // The opening, and four that came apart.
    expect(signs).toBeGreaterThanOrEqual(4)
  })

  it('comes again when nothing comes', async () => {
    const breaks: FeedBreak[] = []
    server.answer = inTurn(
      (response) => beginStream(response, eventOf(1)),
      () => {},
      (response) => beginStream(response, eventOf(2)),
    )
    const client = createApiClient({ url: server.url, chain, timeout: 100 })
    const abort = new AbortController()
    const watched = collect(
      watchEvents(client, {
        ...{ signal: abort.signal, silenceMs: 100, onBreak: (event) => void breaks.push(event) },
      }),
    )
    await watched.first(2)
    abort.abort()
    await watched.ended
    expect(askedFrom().slice(0, 3)).toEqual([null, '1', '1'])
    expect(breaks[0]?.error).toMatchObject({ name: 'SilenceError' })
    expect(breaks[1]?.error).toMatchObject({ name: 'ApiUnreachableError', timeout: 100 })
    await server.received[0]?.closed
  })

  it('tells how far the feed has come where nothing in it was for us, in order with entries', async () => {
    server.answer = inTurn((response) =>
      beginStream(response, `id: 4\n\n${eventOf(5)}: still here\nid: 9\n\n${eventOf(12)}`),
    )
    const told: string[] = []
    const abort = new AbortController()
    const slowly = async (id: string) => {
      told.push(`${id} begins`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      told.push(`${id} is kept`)
    }
    const parameters = { signal: abort.signal, onPosition: slowly }
    for await (const { id } of watchEvents(api(), parameters)) {
      told.push(id)
      if (id === '12') abort.abort()
    }
    expect(told).toEqual(['4 begins', '4 is kept', '5', '9 begins', '9 is kept', '12'])
  })

  it('ends with what onPosition fails with', async () => {
    server.answer = inTurn((response) => beginStream(response, 'id: 4\n\n'))
    const onPosition = () => Promise.reject(new Error('The disk is full'))
    const watched = collect(watchEvents(api(), { onPosition }))
    await expect(watched.ended).rejects.toThrow('The disk is full')
  })

  it('takes comments for signs of life', async () => {
    server.answer = inTurn(async (response, { closed }) => {
      beginStream(response)
      let isClosed = false
      void closed.then(() => {
        isClosed = true
      })
      for (let i = 0; i < 20 && !isClosed; i++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        response.write(': still here\n\n')
      }
      response.write(eventOf(1))
    })
    expect(await watch(1, { silenceMs: 600 })).toEqual(['1'])
    expect(server.received).toHaveLength(1)
  })

  it('goes on from ids that came without an entry', async () => {
    server.answer = inTurn(
      (response) => {
        beginStream(response, 'id: 7\n\n: still here\nid: 12\n\n')
        response.end()
      },
      (response) => beginStream(response, eventOf(13)),
    )
    expect(await watch(1)).toEqual(['13'])
    expect(askedFrom()).toEqual([null, '12'])
  })

  it('tells an entry whole that was cut off', async () => {
    const text = eventOf(2)
    for (const length of [1, 8, 40, text.length - 1]) {
      server.received.length = 0
      server.answer = inTurn(
        (response) => {
          beginStream(response, eventOf(1) + text.slice(0, length))
          setTimeout(() => response.destroy(), 20)
        },
        (response) => beginStream(response, text),
      )
      expect(await watch(2)).toEqual(['1', '2'])
      expect(askedFrom()).toEqual([null, '1'])
    }
  })

  it('reads entries in whatever pieces they come', async () => {
    server.answer = inTurn(async (response) => {
      beginStream(response)
      for (const byte of Buffer.from(eventOf(1) + eventOf(2).replaceAll('\n', '\r\n'))) {
        response.write(Buffer.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    expect(await watch(2)).toEqual(['1', '2'])
  })

  it('tries again while the API is busy, restarts, or a proxy has none', async () => {
    const breaks: FeedBreak[] = []
    server.answer = inTurn(
      (response) => {
        beginStream(response, eventOf(1))
        response.end()
      },
      (response) => sendProblem(response, 429, 'too_many_streams', { 'retry-after': '1' }),
      (response) => void response.writeHead(502).end('<html>'),
      (response) => beginStream(response, eventOf(2)),
    )
    expect(await watch(2, { onBreak: (event) => void breaks.push(event) })).toEqual(['1', '2'])
    expect(breaks.map(({ error }) => (error as Error | undefined)?.name)).toEqual([
      ...[undefined, 'ApiProblemError', 'ApiAnswerError'],
    ])
    expect(breaks[1]?.retryInMs).toBeGreaterThanOrEqual(1_000)
  })

  it('is left alone for an hour at most', async () => {
    server.answer = inTurn((response) =>
      sendProblem(response, 429, 'rate_limited', { 'retry-after': '2592000' }),
    )
    const abort = new AbortController()
    const breaks: FeedBreak[] = []
    const onBreak = (event: FeedBreak) => {
      breaks.push(event)
      abort.abort()
    }
    await collect(watchEvents(api(), { signal: abort.signal, onBreak })).ended
    expect(breaks.map(({ retryInMs }) => retryInMs)).toEqual([3_600_000])
  })

  it.each([
    ['no JSON', 'id: 1\ndata: {\n\n'],
    ['no entry', 'id: 1\ndata: {"id":"1"}\n\n'],
    ['no object', 'id: 1\ndata: []\n\n'],
    ['another id', `id: 2\ndata: ${JSON.stringify(entryOf(1))}\n\n`],
    ['no id', `data: ${JSON.stringify(entryOf(1))}\n\n`],
    ['an id that is none', `id: x\ndata: ${JSON.stringify({ ...entryOf(1), id: 'x' })}\n\n`],
    ['another chain', eventOf(1, { chain: 'eip155:1' })],
    ['a status without a word', 'event: status\ndata: {"chain":"x"}\n\n'],
  ])('leaves out nothing that it cannot read: %s', async (_, text) => {
    server.answer = inTurn((response) => beginStream(response, text))
    const { ended } = collect(watchEvents(api(), { onStatus: () => {} }))
    await expect(ended).rejects.toThrow(ApiAnswerError)
    await server.received[0]?.closed
  })

  it('passes over events of a kind that it does not know', async () => {
    server.answer = inTurn((response) =>
      beginStream(response, `event: news\ndata: {}\n\n${eventOf(1)}`),
    )
    expect(await watch(1)).toEqual(['1'])
  })

  it('throws what its callbacks throw', async () => {
    server.answer = inTurn((response) =>
      beginStream(response, 'event: status\ndata: {"fit":true}\n\n'),
    )
    const fault = new TypeError('of the caller')
    const { ended } = collect(
      watchEvents(api(), {
        onStatus: () => {
          throw fault
        },
      }),
    )
    await expect(ended).rejects.toBe(fault)
    await server.received[0]?.closed
  })

  it('does not take a page for a feed', async () => {
    server.answer = inTurn(
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    )
    await expect(collect(watchEvents(api(), {})).ended).rejects.toThrow(ApiAnswerError)
  })
})
