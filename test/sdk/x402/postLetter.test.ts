import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { postLetter } from '../../../sdk/src/x402/postLetter.ts'
import { sendUntilSeen } from '../../../sdk/src/x402/sendLetter.ts'
import { listen, serveHandler } from '../guard/support/httpServers.ts'
import { answer402, requiredBy } from './support/requirements.ts'

/*
postLetter
├── sends the letter’s own headers, whatever the caller gave in whatever case
├── given the relay redirects → not followed, neither the letter nor what it pays with goes elsewhere
├── given the relay does not answer → given up after maxAnswerSeconds
└── given it begins an answer and comes to no end → its body is given up then
sendUntilSeen
├── given the relay wants it again and again at once → the pauses grow all the same
├── given it names the time to come again as a date → not before
└── given it was paid and the relay redirects → not tried again
*/

const inboxId: Hex = `0x${'12'.repeat(32)}`
const address = { inboxId, sender: `0x${'34'.repeat(20)}` as Hex }
const bytes = new TextEncoder().encode('a sealed letter')
const payment = { 'payment-signature': 'e30=' }

const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => Promise.reject(new Error('It did not fail')),
    (error) => error,
  )

/** A relay that notes what comes. */
async function notingRelay(answer: () => Response = () => new Response(null, { status: 202 })) {
  const seen: Request[] = []
  const url = await serveHandler((request) => {
    seen.push(request)
    return answer()
  })
  return { url, seen }
}

describe('postLetter', () => {
  it('sends its own headers once, whatever the caller names in whatever case', async () => {
    const { url, seen } = await notingRelay()
    const headers = { 'Pennypost-Inbox': 'x', 'PAYMENT-SIGNATURE': 'x', 'Content-Type': 'x/y' }
    await postLetter({ url, address, bytes, headers }, payment)
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toMatchObject({
      ...{ 'pennypost-inbox': inboxId, ...payment, 'content-type': 'x/y' },
    })
  })

  it.each([301, 302, 303, 307, 308])('is not redirected by %i', async (status) => {
    const other = await notingRelay()
    const location = `${other.url}?stolen=1`
    const { url, seen } = await notingRelay(
      () => new Response(null, { status, headers: { location } }),
    )
    const error = await failure(postLetter({ url, address, bytes }, payment))
    expect(error).toMatchObject({ name: 'RelayAnswerError', reason: 'redirected' })
    expect(error.shortMessage).toBe(
      `The relay sends the letter elsewhere, to ${new URL(other.url).origin}. That is not followed: give the \`url\` that takes letters.`,
    )
    expect({ asked: seen.length, elsewhere: other.seen.length }).toEqual({ asked: 1, elsewhere: 0 })
  })

  it.each([undefined, '//', 'data:,x'])('nor to what nobody could go to: %j', async (location) => {
    const answer = new Response(null, { status: 307, headers: location ? { location } : {} })
    const odd = () => Promise.resolve(answer)
    const sent = postLetter({ url: 'http://relay.example', address, bytes, fetch: odd }, payment)
    expect((await failure(sent)).shortMessage).toContain('elsewhere. That')
  })

  it('believes no `fetch` that has followed', async () => {
    const other = await notingRelay()
    const { url } = await notingRelay(() => Response.redirect(other.url, 307))
    const follow: typeof fetch = (to, init) => fetch(to, { ...init, redirect: 'follow' })
    const error = await failure(postLetter({ url, address, bytes, fetch: follow }, payment))
    expect(error).toMatchObject({ reason: 'redirected' })
  })

  it('gives up a relay that does not answer', async () => {
    const url = await listen(() => {})
    const error = await failure(postLetter({ url, address, bytes, maxAnswerSeconds: 0.05 }, {}))
    expect(error).toMatchObject({ name: 'RelayAnswerError', reason: 'too_slow' })
    expect(error.shortMessage).toBe(
      'The relay has not answered within 0.05 s. Send the letter again.',
    )
  })

  it('gives up an answer that has begun and drips on', async () => {
    let dripping: ReturnType<typeof setInterval> | undefined
    const url = await listen((_, response) => {
      response.writeHead(507, { 'content-type': 'application/problem+json' })
      dripping = setInterval(() => void response.write(' '), 20)
      response.on('close', () => clearInterval(dripping))
    })
    const response = await postLetter({ url, address, bytes, maxAnswerSeconds: 0.3 }, {})
    expect(response.status).toBe(507)
    const error = await failure(response.text())
    expect(error).toMatchObject({ name: 'RelayAnswerError', reason: 'too_slow' })
  })

  it('is given up when the caller says so, before the answer and in the midst of it', async () => {
    const before = new AbortController()
    const silent = await listen(() => before.abort(new Error('Enough')))
    const sent = postLetter({ url: silent, address, bytes, signal: before.signal }, {})
    await expect(sent).rejects.toThrow('Enough')

    const amid = new AbortController()
    const url = await listen((_, response) => void response.writeHead(200).write('begun'))
    const response = await postLetter({ url, address, bytes, signal: amid.signal }, {})
    amid.abort(new Error('Enough'))
    await expect(response.text()).rejects.toThrow('Enough')
  })
})

describe('sendUntilSeen', () => {
  it('sends ever more seldom, whatever the relay asks', async () => {
    const retry = { 'retry-after': '0.001' }
    const relay = await notingRelay(() => answer402(requiredBy([], 'postage_unknown'), retry))
    const parameters = { url: relay.url, address, bytes, maxWaitSeconds: 1 }
    const { status } = await sendUntilSeen(parameters, { payment, isPaid: true })
    expect(status).toBe(402)
    // After 50, 100, 200 and 400 ms; the next would be 800.
    expect(relay.seen.length).toBeLessThanOrEqual(5)
    expect(relay.seen.length).toBeGreaterThan(1)
  })

  it('waits until the date that a relay names', async () => {
    const times: number[] = []
    const later = new Date(Date.now() + 3_000).toUTCString()
    const url = await listen((_, response) => {
      times.push(Date.now())
      response.writeHead(times.length > 1 ? 202 : 503, { 'retry-after': later }).end()
    })
    await sendUntilSeen({ url, address, bytes }, { payment, isPaid: true })
    // A date has no milliseconds.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_500)
  })

  it('does not go after a relay that redirects, though it was paid', async () => {
    const { url, seen } = await notingRelay(() => Response.redirect('http://other.example', 308))
    const error = await failure(sendUntilSeen({ url, address, bytes }, { payment, isPaid: true }))
    expect(error).toMatchObject({ reason: 'redirected' })
    expect(seen).toHaveLength(1)
  })

  it('tries a relay again that was paid and is too slow', async () => {
    let times = 0
    const url = await listen((_, response) => {
      times += 1
      if (times > 1) response.writeHead(202).end()
    })
    const waits: string[] = []
    const { status } = await sendUntilSeen(
      { url, address, bytes, maxAnswerSeconds: 0.2 },
      { payment, isPaid: true, onWait: (reason) => void waits.push(reason) },
    )
    expect({ status, waits }).toEqual({ status: 202, waits: ['unreachable'] })
  })
})
