import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FeedBreak } from '../../../sdk/src/api/watchEvents.ts'
import type { ReadLettersParameters } from '../../../sdk/src/mailbox/readLetters.ts'
import { readLetters } from '../../../sdk/src/mailbox/readLetters.ts'
import { beginStream, inTurn } from '../api/support/beginStream.ts'
import { collect } from '../api/support/collect.ts'
import type { Answer, TestServer } from '../api/support/startServer.ts'
import { sendProblem, startServer } from '../api/support/startServer.ts'
import { allOut, letterEvent, sessionAt } from './support/letters.ts'

/*
readLetters, of relays that behave and that do not
├── what waits
│   ├── ends once the relay says that all is out; or after a while at one that does not say so
│   ├── given idleMs → waits that long for another, whatever the relay says, and however it drips
│   ├── given the relay ends too early, refuses, redirects, or sends what is no letter → RelayAnswerError
│   └── given the signal aborts → its reason
└── follow
    ├── goes on from the last letter across breaks, silence and restarts
    ├── given the session is over → renewed, or no_session
    ├── given a newer stream of the session → stream_replaced, and no other try
    └── given the signal aborts → the end, also while it waits
*/

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  server.received.length = 0
})
afterAll(() => server.stop())

const tell = (text: string) => (response: ServerResponse) => beginStream(response, text)
const tellAndEnd = (text: string) => (response: ServerResponse) => {
  beginStream(response, text)
  response.end()
}

const read = (parameters: ReadLettersParameters = {}) =>
  collect(readLetters(sessionAt(server.url), parameters))

const idsOf = (letters: readonly { letterId: string }[]) => letters.map(({ letterId }) => letterId)

async function waiting(parameters?: ReadLettersParameters): Promise<string[]> {
  const letters = read(parameters)
  await letters.ended
  return idsOf(letters.all)
}

async function failureOf(parameters?: ReadLettersParameters) {
  const letters = read(parameters)
  const error = await letters.ended.then(
    () => Promise.reject(new Error('It did not fail')),
    (failure) => failure,
  )
  return { error, ids: idsOf(letters.all) }
}

const askedFrom = () => server.received.map(({ headers }) => headers['last-event-id'])

describe('readLetters', () => {
  it('gives what waits, and ends once the relay says that it is out', async () => {
    server.answer = tell(`: hello\n\n${letterEvent(1)}${letterEvent(2)}${allOut}`)
    expect(await waiting()).toEqual(['1', '2'])
    expect(server.received[0]).toMatchObject({
      ...{ method: 'GET', url: '/letters' },
      headers: { authorization: 'Bearer token' },
    })
    expect(await waiting({ after: '7' })).toEqual(['1', '2'])
    expect(askedFrom()).toEqual([undefined, '7'])
  })

  it('lets go of the connection, also when the reader stops in between', async () => {
    server.answer = tell(letterEvent(1) + letterEvent(2))
    for await (const { letterId } of readLetters(sessionAt(server.url))) {
      expect(letterId).toBe('1')
      break
    }
    await server.received[0]?.closed
  })

  it('ends after a while at a relay that does not say so', async () => {
    server.answer = tell(letterEvent(1))
    expect(await waiting({ idleMs: 100 })).toEqual(['1'])
  })

  it('waits for another where it is told for how long', async () => {
    server.answer = (response) => {
      beginStream(response, letterEvent(1) + allOut)
      setTimeout(() => response.write(letterEvent(2)), 50)
    }
    expect(await waiting({ idleMs: 500 })).toEqual(['1', '2'])
  })

  it('does not take what is only there for a letter that may come', async () => {
    server.answer = (response) => {
      beginStream(response)
      const beating = setInterval(() => response.write(': still here\n\n'), 60)
      response.once('close', () => clearInterval(beating))
    }
    expect(await waiting({ idleMs: 100 })).toEqual([])
  })

  /** A stream that goes on with the same again and again. */
  const drips =
    (text: string, drop: string): Answer =>
    (response) => {
      beginStream(response, text)
      const dripping = setInterval(() => response.write(drop), 20)
      response.once('close', () => clearInterval(dripping))
    }

  it.each([
    ['events of another kind', 'event: news\ndata: {}\n\n'],
    ['ids', 'id: 9\n\n'],
    ['empty lines', '\n'],
  ])(
    'ends in time at a relay that goes on with %s',
    async (_, drop) => {
      server.answer = drips(letterEvent(1), drop)
      expect(await waiting({ idleMs: 100 })).toEqual(['1'])
    },
    5_000,
  )

  it('has time for a letter that pauses for longer than none would be waited for', async () => {
    const event = letterEvent(1)
    server.answer = (response) => {
      beginStream(response, event.slice(0, 40))
      setTimeout(() => response.write(`${event.slice(40)}${allOut}`), 3_300)
    }
    expect(await waiting()).toEqual(['1'])
  })

  it('says that a letter was begun that does not come to its end', async () => {
    server.answer = drips(`${letterEvent(1)}data: `, 'x')
    const { error, ids } = await failureOf({ idleMs: 100 })
    expect({ ids, reason: error.reason }).toEqual({ ids: ['1'], reason: 'too_slow' })
    expect(error.shortMessage).toContain('has begun a letter, and not brought all of it in time')
    server.answer = tell(`${letterEvent(1)}data: `)
    expect((await failureOf({ idleMs: 100 })).error).toMatchObject({ reason: 'too_slow' })
  }, 5_000)

  it('has no end that is too early', async () => {
    server.answer = tellAndEnd(letterEvent(1))
    const { error, ids } = await failureOf()
    expect({ ids, reason: error.reason }).toEqual({ ids: ['1'], reason: 'unreachable' })
    expect(error.shortMessage).toContain('it ended the stream before all that waited was out')
  })

  it.each<[string, Answer, object]>([
    ['refuses', (response) => sendProblem(response, 401, 'no_session'), { code: 'no_session' }],
    [
      'redirects',
      (response) => void response.writeHead(302, { location: '/' }).end(),
      { reason: 'redirected' },
    ],
    ['is a page', (response) => void response.end('<html>'), { reason: 'not_a_relay' }],
    ['sends no letter', tell('event: letter\ndata: {}\n\n'), { reason: 'not_a_letter' }],
    [
      'sends another than it says',
      tell(letterEvent(1, { body: 'AQID' })),
      { reason: 'not_a_letter' },
    ],
  ])('says that a relay %s, also when following', async (_, answer, facts) => {
    server.answer = answer
    expect((await failureOf()).error).toMatchObject({ name: 'RelayAnswerError', ...facts })
    const { error } = await failureOf({ follow: true })
    expect(error).toMatchObject({ name: 'RelayAnswerError', ...facts })
    expect(server.received).toHaveLength(2)
  })

  it.each([
    ['in one line', 'a'.repeat(1 << 20)],
    ['in many', `data: ${'a'.repeat(1 << 16)}\n`],
  ])('takes no event without an end, %s', async (_, piece) => {
    server.answer = (response) => {
      beginStream(response, 'data: ')
      const more = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    const { error } = await failureOf()
    expect(error).toMatchObject({ reason: 'not_a_letter' })
    expect(error.shortMessage).toMatch(/has more than 25165824 characters\.$/)
  })

  it('is given up when the caller says so, and refuses what is no id', async () => {
    const abort = new AbortController()
    server.answer = tell(letterEvent(1))
    const letters = read({ signal: abort.signal })
    await letters.first(1)
    abort.abort(new Error('Enough'))
    await expect(letters.ended).rejects.toThrow('Enough')
    await server.received[0]?.closed
    const { error } = await failureOf({ after: '1\r\n2' })
    expect(error).toMatchObject({ name: 'InvalidParameterError', parameter: 'after' })
  })
})

describe('readLetters, following', () => {
  /** Follows until there are so many letters. */
  async function follow(count: number, parameters: ReadLettersParameters = {}): Promise<string[]> {
    const abort = new AbortController()
    const letters = read({ follow: true, signal: abort.signal, ...parameters })
    await Promise.race([letters.first(count), letters.ended])
    abort.abort()
    await letters.ended
    return idsOf(letters.all)
  }

  it('goes on from the last letter across breaks, silence and restarts', async () => {
    const breaks: FeedBreak[] = []
    server.answer = inTurn(
      tellAndEnd(letterEvent(1) + allOut),
      (response) => {
        beginStream(response, letterEvent(2) + letterEvent(3).slice(0, 40))
        setTimeout(() => response.destroy(), 20)
      },
      (response) => sendProblem(response, 503, 'not_judged'),
      tell(letterEvent(3)),
      tell(letterEvent(4)),
    )
    const onBreak = (event: FeedBreak) => void breaks.push(event)
    expect(await follow(4, { silenceMs: 200, onBreak })).toEqual(['1', '2', '3', '4'])
    expect(askedFrom()).toEqual([undefined, '1', '2', '2', '3'])
    const reasons = breaks.map(({ error }) => (error as { reason?: string } | undefined)?.reason)
    expect(reasons).toEqual([undefined, 'unreachable', 'refused', 'too_slow'])
  })

  it('opens another session when one is over', async () => {
    server.answer = inTurn(
      tellAndEnd(letterEvent(1)),
      (response) => sendProblem(response, 401, 'no_session'),
      tell(letterEvent(2)),
    )
    const renew = () => Promise.resolve({ ...sessionAt(server.url), token: 'another' })
    expect(await follow(2, { renew })).toEqual(['1', '2'])
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      ...['Bearer token', 'Bearer token', 'Bearer another'],
    ])
  })

  it('says what keeps another session from being opened', async () => {
    server.answer = (response) => sendProblem(response, 401, 'no_session')
    const renew = () => Promise.reject(new Error('The user said no'))
    const { error } = await failureOf({ follow: true, renew })
    expect(error.message).toBe('The user said no')
    expect(server.received).toHaveLength(1)
  })

  it('gives way to a newer stream of its session', async () => {
    const problem = '{"code":"stream_replaced","detail":"A newer one."}'
    server.answer = tellAndEnd(`${letterEvent(1)}event: problem\ndata: ${problem}\n\n`)
    const { error, ids } = await failureOf({ follow: true })
    expect(ids).toEqual(['1'])
    expect(error).toMatchObject({ reason: 'refused', code: 'stream_replaced' })
    expect(error.shortMessage).toBe(
      `The relay at ${server.url} ended the connection: stream_replaced: A newer one.`,
    )
    expect(server.received).toHaveLength(1)
  })

  it('ends at once when told to, also while it waits to try again', async () => {
    const abort = new AbortController()
    server.answer = (response) => sendProblem(response, 503, 'not_judged', { 'retry-after': '60' })
    const onBreak = () => abort.abort()
    const letters = read({ follow: true, signal: abort.signal, onBreak })
    await letters.ended
    expect(letters.all).toEqual([])
  })
})
