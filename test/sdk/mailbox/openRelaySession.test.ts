import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addresses } from '../../../generated/addresses.ts'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { recoverSigner } from '../../../protocol/recoverSigner.ts'
import { acknowledgeLetter } from '../../../sdk/src/mailbox/acknowledgeLetter.ts'
import type { OpenRelaySessionParameters } from '../../../sdk/src/mailbox/openRelaySession.ts'
import { openRelaySession } from '../../../sdk/src/mailbox/openRelaySession.ts'
import { sessionDigest } from '../../../sdk/src/sessions/session.ts'
import type { TestServer } from '../api/support/startServer.ts'
import { sendJson, sendProblem, startServer } from '../api/support/startServer.ts'
import { inboxId, relay, sessionAt } from './support/letters.ts'

/*
openRelaySession
├── asks for a challenge, shows it signed, and has the token
├── given a parameter that cannot be meant → the relay is not asked
├── given another relay answers, or none → nothing is signed
├── given it sends elsewhere → not followed
└── given it refuses, is silent, or gives no token → a RelayAnswerError says so
acknowledgeLetter
*/

const challenge: Hex = `0x${'34'.repeat(32)}`
const secretKey: Hex = `0x${'56'.repeat(32)}`
const account = privateKeyToAccount(secretKey)
const opened = { token: 'abc', expiresAt: 2_000_000_000 }

let server: TestServer
let challenged: unknown
let answered: unknown

beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  server.received.length = 0
  challenged = { relay: relay.replace('aa', 'AA'), challenge }
  answered = opened
  server.answer = (response, { url }) =>
    sendJson(response, url === '/challenges' ? challenged : answered, 201)
})
afterAll(() => server.stop())

const open = (more: Partial<OpenRelaySessionParameters> = {}) =>
  openRelaySession({ url: server.url, relay, chainId: 31337, inboxId, signer: account, ...more })

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error) => error,
  )

const asked = () => server.received.map(({ method, url }) => `${method} ${url}`)

describe('openRelaySession', () => {
  it.each(['', '/', '/letters'])(
    'signs the relay’s challenge, at its url with “%s”',
    async (end) => {
      const session = await open({ url: `${server.url}${end}` })
      expect(session).toEqual({ url: server.url, relay, inboxId, ...opened })
      expect(asked()).toEqual(['POST /challenges', 'POST /sessions'])
      const [first, second] = server.received.map(({ body }) => JSON.parse(String(body)))
      expect(first).toEqual({ inboxId })
      const { wallet, signature } = second
      const digest = sessionDigest({
        ...{ chainId: 31337, registry: addresses.InboxRegistry },
        session: {
          inboxId,
          relay,
          origin: server.url,
          challenge,
          wallet,
          keyId: `0x${'00'.repeat(32)}`,
        },
      })
      expect(recoverSigner(digest, signature)).toBe(account.address.toLowerCase())
    },
  )

  it('signs by a key', async () => {
    await open({ signer: { kind: keyKinds.ed25519, secretKey } })
    expect(JSON.parse(String(server.received[1]?.body))).toMatchObject({ key: { kind: 1 } })
  })

  it.each<[string, Partial<OpenRelaySessionParameters>]>([
    ['InvalidParameterError', { url: 'ftp://relay.example' }],
    ['InvalidParameterError', { url: 'https://me:secret@relay.example' }],
    ['InvalidParameterError', { inboxId: '0x12' }],
    ['InvalidParameterError', { relay: `0x${'00'.repeat(20)}` }],
    // Its checksum is wrong.
    ['InvalidParameterError', { relay: '0x00000000000000000000000000000000000000aA' }],
    ['InvalidParameterError', { signer: { kind: keyKinds.x25519, secretKey } }],
    ['UnknownChainError', { chainId: 5 }],
  ])('asks nobody where %s: %j', async (name, parameters) => {
    expect(await failureOf(open(parameters))).toMatchObject({ name })
    expect(asked()).toEqual([])
  })

  it('signs nothing for another relay', async () => {
    const other = `0x${'bb'.repeat(20)}`
    challenged = { relay: other, challenge }
    const error = await failureOf(open())
    expect(error).toMatchObject({ name: 'RelayAnswerError', reason: 'other_relay' })
    expect(error.shortMessage).toBe(
      `${server.url} says to be relay ${other}, and not ${relay}: nothing was signed.`,
    )
    expect(asked()).toEqual(['POST /challenges'])
  })

  it.each([{}, [], { relay }, { relay: 1, challenge }, { relay, challenge: '0x12' }])(
    'signs nothing that no relay gives: %j',
    async (document) => {
      challenged = document
      expect(await failureOf(open())).toMatchObject({ reason: 'not_a_relay' })
      expect(asked()).toEqual(['POST /challenges'])
    },
  )

  it.each([{}, { token: 'a\nb', expiresAt: 1 }, { token: 'abc' }])(
    'takes no session that is none: %j',
    async (document) => {
      answered = document
      expect(await failureOf(open())).toMatchObject({ reason: 'not_a_relay' })
    },
  )

  it('does not follow elsewhere', async () => {
    const other = await startServer()
    server.answer = (response) =>
      void response.writeHead(307, { location: `${other.url}/challenges` }).end()
    const error = await failureOf(open())
    expect(error).toMatchObject({ reason: 'redirected' })
    expect(error.shortMessage).toContain(`sends elsewhere, to ${other.url}. That is not followed`)
    expect(other.received).toEqual([])
    await other.stop()
  })

  it('says what the relay refuses with, and nothing that would steer a terminal', async () => {
    server.answer = (response) =>
      sendJson(response, { code: 'session_refused', detail: 'No.\u001b[31m' }, 401)
    const error = await failureOf(open())
    expect(error).toMatchObject({ reason: 'refused', status: 401, code: 'session_refused' })
    expect(error.shortMessage).toBe(
      `The relay at ${server.url} answered 401: session_refused: No.?[31m`,
    )
    server.answer = (response) => void response.writeHead(502).end('x'.repeat(100_000))
    expect(await failureOf(open())).toMatchObject({ status: 502, code: undefined })
  })

  it('says that nobody answers, or not in time', async () => {
    const away = await failureOf(open({ url: 'http://127.0.0.1:9' }))
    expect(away).toMatchObject({ reason: 'unreachable' })
    server.answer = (response) => void response.writeHead(200).write('{')
    expect(await failureOf(open({ maxAnswerSeconds: 0.1 }))).toMatchObject({ reason: 'too_slow' })
  })

  it('is given up when the caller says so', async () => {
    const abort = new AbortController()
    server.answer = () => abort.abort(new Error('Enough'))
    await expect(open({ signal: abort.signal })).rejects.toThrow('Enough')
  })
})

describe('acknowledgeLetter', () => {
  it('tells the relay, by the session', async () => {
    server.answer = (response) => void response.writeHead(204).end()
    await acknowledgeLetter(sessionAt(server.url), '7')
    expect(asked()).toEqual(['DELETE /letters/7'])
    expect(server.received[0]?.headers).toMatchObject({ authorization: 'Bearer token' })
  })

  it('says what the relay refuses with, and asks it for no letter that can be none', async () => {
    server.answer = (response) => sendProblem(response, 404, 'letter_not_found')
    const refused = await failureOf(acknowledgeLetter(sessionAt(server.url), '7'))
    expect(refused).toMatchObject({ status: 404, code: 'letter_not_found' })
    const other = await failureOf(acknowledgeLetter(sessionAt(server.url), '../sessions'))
    expect(other).toMatchObject({ name: 'InvalidParameterError', parameter: 'letterId' })
    expect(asked()).toHaveLength(1)
  })
})
