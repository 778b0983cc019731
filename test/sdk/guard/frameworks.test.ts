import type { RequestListener } from 'node:http'
import { request } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express'
import express from 'express'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { logger } from 'hono/logger'
import { describe, expect, it } from 'vitest'
import type { EligibleLetter } from '../../../sdk/src/guard/eligibleLetter.ts'
import { expressPostage } from '../../../sdk/src/guard/expressPostage.ts'
import type { Guard } from '../../../sdk/src/guard/guardResult.ts'
import { honoPostage } from '../../../sdk/src/guard/honoPostage.ts'
import { letterCors, withLetterCors } from '../../../sdk/src/guard/letterCors.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { withPostage } from '../../../sdk/src/guard/withPostage.ts'
import { settlementOf } from '../../../sdk/src/x402/settlement.ts'
import { consented, guardOf, letterHeaders, mustPay } from './support/guardOf.ts'
import { listen } from './support/httpServers.ts'

/** What a handler does with a letter: gives the status of its answer, or throws. */
type Take = (letter: EligibleLetter) => number | Promise<number>

const frameworks: Record<string, (guard: Guard, take: Take) => RequestListener> = {
  'a plain handler': (guard, take) =>
    getRequestListener(
      withPostage(guard, async (letter) => {
        const status = await take(letter)
        return Response.json({ status }, { status, headers: { 'x-own': 'yes' } })
      }),
      { errorHandler: () => new Response(null, { status: 500 }) },
    ),
  Hono(guard, take) {
    const app = new Hono<{ Variables: { letter: EligibleLetter } }>()
    app.use(logger(() => {}))
    app.post('/letters', honoPostage(guard), async (c) => {
      const status = await take(c.var.letter)
      return c.json({ status }, status as 200, { 'x-own': 'yes' })
    })
    app.onError((_, c) => c.body(null, 500))
    return getRequestListener(app.fetch)
  },
  Express(guard, take) {
    const app = express()
    app.post(
      '/letters',
      expressPostage(guard),
      async (_: ExpressRequest, response: ExpressResponse) => {
        const status = await take(response.locals.letter)
        response.status(status).set('x-own', 'yes').json({ status })
      },
    )
    app.use((_e: unknown, _q: ExpressRequest, response: ExpressResponse, _n: unknown) => {
      response.status(500).end()
    })
    return app
  },
}

const bytes = new TextEncoder().encode('a sealed letter')

async function send(url: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
  return await fetch(url, { method: 'POST', headers: letterHeaders, body: bytes, ...init })
}

/** A body of chunks that come with a pause between, and no length. */
function slowly(chunks: number, size: number, pause: number): ReadableStream<Uint8Array> {
  let left = chunks
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (left-- > 0) controller.enqueue(new Uint8Array(size).fill(7))
      else controller.close()
    },
  })
}

describe.each(Object.entries(frameworks))('%s behind the guard', (_, serve) => {
  it('gets the letter, and its answer goes out with the receipt', async () => {
    const { guard } = guardOf(consented)
    const taken: EligibleLetter[] = []
    const url = await listen(serve(guard, (letter) => (taken.push(letter) ? 202 : 0)))
    const response = await send(url)
    expect(response.status).toBe(202)
    expect(response.headers.get('x-own')).toBe('yes')
    expect(await response.json()).toEqual({ status: 202 })
    expect(settlementOf(response)).toMatchObject({ success: true, network: 'eip155:31337' })
    expect(taken).toHaveLength(1)
    expect(taken[0]?.bytes).toEqual(bytes)
  })

  it('is not called for what may not be carried', async () => {
    const { guard } = guardOf(mustPay)
    const taken: EligibleLetter[] = []
    const url = await listen(serve(guard, (letter) => (taken.push(letter) ? 202 : 0)))
    const response = await send(url)
    expect(response.status).toBe(402)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toMatchObject({
      error: 'postage_required',
      resource: { url },
      accepts: [{ amount: '7' }],
    })
    expect(taken).toEqual([])
  })

  it.each([400, 422, 500])(
    'may refuse a letter with %i: no receipt, and it may come again',
    async (status) => {
      const { guard } = guardOf(consented)
      const answers = [status, 201]
      const url = await listen(serve(guard, () => answers.shift() ?? 0))
      const refused = await send(url)
      expect(refused.status).toBe(status)
      expect(refused.headers.get('payment-response')).toBeNull()
      const kept = await send(url)
      expect(kept.status).toBe(201)
      expect(settlementOf(kept)?.success).toBe(true)
      expect((await send(url)).status).toBe(200)
    },
  )

  it('may throw: no receipt, and the letter may come again', async () => {
    const { guard } = guardOf(consented)
    let calls = 0
    const url = await listen(
      serve(guard, () => {
        calls += 1
        if (calls === 1) throw new Error('A handler that has a bad day')
        return 202
      }),
    )
    const failed = await send(url)
    expect(failed.status).toBe(500)
    expect(failed.headers.get('payment-response')).toBeNull()
    expect((await send(url)).status).toBe(202)
  })

  it('is not believed if the letter cannot be noted down', async () => {
    const store = memoryLetterStore()
    let isDown = true
    const finish: typeof store.finish = (...of) =>
      isDown ? Promise.reject(new Error('The database is away')) : store.finish(...of)
    const { guard } = guardOf(consented, { store: { ...store, finish } })
    const url = await listen(serve(guard, () => 202))
    const response = await send(url)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(response.headers.get('payment-response')).toBeNull()
    expect(response.headers.get('x-own')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'not_kept' })
    isDown = false
    expect((await send(url)).status).toBe(202)
  })

  it('is called once for a letter that comes many times at once', async () => {
    const { guard } = guardOf(consented)
    let calls = 0
    let finish = () => {}
    const others = new Promise<void>((resolve) => {
      finish = resolve
    })
    const url = await listen(
      serve(guard, async () => {
        calls += 1
        await others
        return 202
      }),
    )
    let refused = 0
    const sendOne = async () => {
      const answer = await send(url)
      refused += answer.status === 409 ? 1 : 0
      if (refused === 4) finish()
      return answer
    }
    const answers = await Promise.all(Array.from({ length: 5 }, sendOne))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.headers.get('retry-after')).toBe('1')
    expect(calls).toBe(1)
  })

  it('is kept from letters that are too long, said or not', async () => {
    const { guard } = guardOf(consented, { maxLetterBytes: 1_000 })
    const url = await listen(serve(guard, () => 202))
    const said = await send(url, { body: new Uint8Array(1_001) })
    expect(said.status).toBe(413)
    expect(await said.json()).toMatchObject({ code: 'letter_too_large' })
    const unsaid = await send(url, { body: slowly(3, 500, 1), duplex: 'half' })
    expect(unsaid.status).toBe(413)
    expect((await send(url, { body: new Uint8Array(1_000) })).status).toBe(202)
    expect((await send(url, { body: slowly(2, 500, 1), duplex: 'half' })).status).toBe(202)
  })

  it('answers what is far too long, and goes on', async () => {
    const { guard } = guardOf(consented, { maxLetterBytes: 1_000 })
    const url = await listen(serve(guard, () => 202))
    for (let n = 0; n < 3; n++) {
      const response = await send(url, { body: new Uint8Array(4 << 20) }).catch(
        (error: Error) => error,
      )
      // The connection may end before the client has read the answer, but nothing hangs.
      if (response instanceof Response) expect(response.status).toBe(413)
    }
    expect((await send(url)).status).toBe(202)
  })

  it('is kept from letters that come too slowly', async () => {
    const { guard } = guardOf(consented, { maxBodySeconds: 0.2 })
    const url = await listen(serve(guard, () => 202))
    const response = await send(url, { body: slowly(50, 10, 100), duplex: 'half' })
    expect(response.status).toBe(408)
    expect(await response.json()).toMatchObject({ code: 'letter_too_slow' })
  })

  it('is kept from letters that come in crumbs', async () => {
    const { guard } = guardOf(consented, { maxLetterBytes: 2_000 })
    const url = await listen(serve(guard, () => 202))
    expect(await sendCrumbs(url, 1_025)).toBe(408)
    expect(await sendCrumbs(url, 1_024)).toBe(202)
  })

  it('is kept from letters that are empty, or break off', async () => {
    const { guard, asked } = guardOf(consented)
    const url = await listen(serve(guard, () => 202))
    const empty = await send(url, { body: null })
    expect(empty.status).toBe(400)
    expect(await empty.json()).toMatchObject({ code: 'letter_empty' })
    await breakOff(url)
    expect(asked).toEqual([])
    expect((await send(url)).status).toBe(202)
  })

  it('keeps a letter whose sender is gone before the answer', async () => {
    const { guard } = guardOf(consented)
    let goOn = (): void => {}
    let calls = 0
    const url = await listen(
      serve(guard, async () => {
        calls += 1
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        return 202
      }),
    )
    const abort = new AbortController()
    const gone = send(url, { signal: abort.signal })
    await expect.poll(() => calls).toBe(1)
    abort.abort()
    await expect(gone).rejects.toThrow()
    expect((await send(url)).status).toBe(409)
    goOn()
    await expect.poll(async () => (await send(url)).status).toBe(200)
    expect(calls).toBe(1)
  })
})

/** Sends so many bytes, each as a chunk of its own; gives the status of the answer. */
function sendCrumbs(url: string, count: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: letterHeaders }, ({ statusCode }) =>
      resolve(statusCode),
    )
    sent.on('error', reject)
    for (let n = 0; n < count; n++) sent.write('x')
    sent.end()
  })
}

/** Sends half of a body, and hangs up. */
async function breakOff(url: string): Promise<void> {
  const headers = { ...letterHeaders, 'content-length': '100' }
  await new Promise<void>((resolve) => {
    const sent = request(url, { method: 'POST', headers })
    sent.on('error', () => resolve())
    sent.on('close', () => resolve())
    sent.write('half', () => setTimeout(() => sent.destroy(), 50))
  })
}

describe('a body that something has read before', () => {
  it('is had from Hono', async () => {
    const { guard } = guardOf(consented)
    const app = new Hono<{ Variables: { letter: EligibleLetter } }>()
    const early = async (
      c: { req: { arrayBuffer(): Promise<ArrayBuffer> } },
      next: () => Promise<void>,
    ) => {
      await c.req.arrayBuffer()
      await next()
    }
    app.post('/letters', early, honoPostage(guard), (c) =>
      c.text(String(c.var.letter.bytes.length)),
    )
    const response = await send(await listen(getRequestListener(app.fetch)))
    expect(await response.text()).toBe(String(bytes.length))
  })

  it('is had from Express, if it was left as it is', async () => {
    const { guard } = guardOf(consented)
    const app = express()
    app.use(express.raw({ type: '*/*' }))
    app.post('/letters', expressPostage(guard), (_: ExpressRequest, response: ExpressResponse) => {
      response.send(String(response.locals.letter.bytes.length))
    })
    const response = await send(await listen(app), {
      headers: { ...letterHeaders, 'content-type': 'application/octet-stream' },
    })
    expect(await response.text()).toBe(String(bytes.length))
  })

  it('is a mistake in Express, if it was parsed', async () => {
    const { guard } = guardOf(consented)
    const app = express()
    const errors: Error[] = []
    app.use(express.json())
    app.post('/letters', expressPostage(guard), (_: ExpressRequest, response: ExpressResponse) => {
      response.end()
    })
    app.use((error: Error, _q: ExpressRequest, response: ExpressResponse, _n: unknown) => {
      errors.push(error)
      response.status(500).end()
    })
    const response = await send(await listen(app), {
      headers: { ...letterHeaders, 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(response.status).toBe(500)
    expect(errors[0]?.message).toContain('put no parser before it')
  })
})

describe('an answer of Express that is begun before the letter is kept', () => {
  const begin = (_: ExpressRequest, response: ExpressResponse) => {
    response.status(202).write('begun')
    response.end()
  }

  it('goes out without the receipt, which is had by asking again', async () => {
    const { guard } = guardOf(consented)
    const app = express()
    app.post('/letters', expressPostage(guard), begin)
    const url = await listen(app)
    const response = await send(url)
    expect(await response.text()).toBe('begun')
    expect(settlementOf(await send(url))?.success).toBe(true)
  })

  it('is broken off if the letter is not kept', async () => {
    const store = memoryLetterStore()
    const finish = () => Promise.reject(new Error('The database is away'))
    const { guard } = guardOf(consented, { store: { ...store, finish } })
    const app = express()
    app.post('/letters', expressPostage(guard), begin)
    const url = await listen(app)
    await expect(send(url).then((response) => response.text())).rejects.toThrow()
  })
})

describe('letterCors', () => {
  const preflight = {
    method: 'OPTIONS',
    body: null,
    headers: {
      origin: 'https://page.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'payment-signature,pennypost-inbox',
    },
  }
  const honoListener = (guard: Guard) => {
    const app = new Hono<{ Variables: { letter: EligibleLetter } }>()
    app.use('/letters', cors(letterCors))
    app.post('/letters', honoPostage(guard), (c) => c.body(null, 202))
    return getRequestListener(app.fetch)
  }
  const plainListener = (guard: Guard) =>
    getRequestListener(
      withLetterCors(withPostage(guard, () => new Response(null, { status: 202 }))),
    )

  it.each([
    ['hono/cors', honoListener],
    ['withLetterCors', plainListener],
  ])('lets web pages send letters and read what they cost: %s', async (_, serve) => {
    for (const verdict of [mustPay, consented]) {
      const url = await listen(serve(guardOf(verdict).guard))
      const asked = await send(url, preflight)
      expect(asked.status).toBe(204)
      expect(asked.headers.get('access-control-allow-origin')).toBe('*')
      const allowed = asked.headers.get('access-control-allow-headers')?.split(/, ?/)
      expect(allowed).toEqual([
        ...['content-type', 'pennypost-inbox', 'pennypost-sender', 'pennypost-statement'],
        'payment-signature',
      ])
      const response = await send(url, {
        headers: { ...letterHeaders, origin: 'https://page.example' },
      })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(response.headers.get('access-control-expose-headers')?.split(/, ?/)).toEqual([
        'payment-required',
        'payment-response',
        'retry-after',
      ])
    }
  })
})
