import { Hono } from 'hono'
import { keccak256, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Variables } from '../../relay/createApp.ts'
import { createLog } from '../../relay/createLog.ts'
import { logLetters } from '../../relay/routes/logLetters.ts'
import { GuardRefusal } from '../../sdk/src/guard/GuardRefusal.ts'
import type { GuardOptions } from '../../sdk/src/guard/guardOptions.ts'
import { honoPostage } from '../../sdk/src/guard/honoPostage.ts'
import { memoryLetterStore } from '../../sdk/src/guard/memoryLetterStore.ts'
import {
  consented,
  guardOf,
  inboxId,
  letterHeaders,
  mustPay,
} from '../sdk/guard/support/guardOf.ts'

/*
logLetters
├── given a letter that is taken in → one line, without its content; none when it comes again
├── given a letter that is not let through → with the level debug its reason, else nothing
└── given a letter that could not be noted down → it is none that was taken in
*/

const text = 'a sealed letter'

/** A relay with a verdict for every letter, and what it logs. */
function relayOf(verdict: unknown, level = 'info', options: Partial<GuardOptions> = {}) {
  const lines: Record<string, unknown>[] = []
  const log = createLog(level, {
    write(line) {
      const { time: _, level: __, ...rest } = JSON.parse(line)
      lines.push(rest)
    },
  })
  const { guard } = guardOf(verdict, options)
  const app = new Hono<{ Variables: Variables }>()
  app.post('/letters', logLetters(log), honoPostage(guard), (c) => c.body(null, 202))
  const send = (headers: Record<string, string> = letterHeaders) =>
    app.request('/letters', { method: 'POST', body: text, headers })
  return { lines, send }
}

describe('logLetters', () => {
  it('notes each letter that is taken in, once, and nothing of what is in it', async () => {
    const { lines, send } = relayOf(consented)
    expect((await send()).status).toBe(202)
    expect(lines).toEqual([
      {
        msg: 'letter taken in',
        ...{ inboxId, letterHash: keccak256(toHex(text)), postageId: zeroHash },
        ...{ reason: 'consented', bytes: text.length },
      },
    ])
    expect((await send()).status).toBe(200)
    expect(lines).toHaveLength(1)
  })

  it('tells at the level debug why a letter was refused, whose answer stays whole', async () => {
    const { lines, send } = relayOf(mustPay, 'debug')
    const response = await send()
    expect(await response.json()).toMatchObject({ error: 'postage_required' })
    expect((await send({ ...letterHeaders, 'pennypost-inbox': 'x' })).status).toBe(400)
    const msg = 'letter refused'
    expect(lines).toEqual([
      { msg, status: 402, reason: 'postage_required', inboxId },
      { msg, status: 400, reason: 'invalid_letter' },
    ])
  })

  it('is silent of refusals else', async () => {
    const { lines, send } = relayOf(mustPay)
    expect((await send()).status).toBe(402)
    expect(lines).toEqual([])
  })

  it('does not count a letter that the store does not want', async () => {
    const finish = () => Promise.reject(new GuardRefusal(507, 'inbox_full', 'No room.'))
    const store = { ...memoryLetterStore(), finish }
    const { lines, send } = relayOf(consented, 'debug', { store })
    expect((await send()).status).toBe(507)
    expect(lines).toEqual([{ msg: 'letter refused', status: 507, reason: 'inbox_full', inboxId }])
  })
})
