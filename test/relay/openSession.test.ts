import { Hono } from 'hono'
import type { Hex } from 'viem'
import { expect, it } from 'vitest'
import type { Variables } from '../../relay/createApp.ts'
import { parseEnv } from '../../relay/env.ts'
import { openSessionRoute } from '../../relay/routes/openSession.ts'
import { createSessionLimits } from '../../relay/sessionLimits.ts'
import { createKey } from '../../sdk/src/keys/createKey.ts'
import { signSession } from '../../sdk/src/sessions/signSession.ts'
import { least } from './support/leastEnv.ts'

const relay = '0x00000000000000000000000000000000000000aa'
const url = 'https://relay.example'
const inboxId: Hex = `0x${'12'.repeat(32)}`
const challenge: Hex = `0x${'34'.repeat(32)}`

it('openSession does not spend the API on strangers with keys of their own', async () => {
  let asked = 0
  const api = {
    verifyKey() {
      asked += 1
      return Promise.resolve({ statusNow: 'unknown' })
    },
  }
  const services = {
    ...{ api, relay, env: parseEnv(least), sql: undefined, isOwnOrigin: () => true },
    challenges: { isGood: () => true, give: () => challenge },
  }
  const app = new Hono<{ Variables: Variables }>()
  openSessionRoute(app, services as never)
  const statuses: number[] = []
  for (let n = 0; n < 30; n += 1) {
    const signer = await createKey('ed25519')
    const session = await signSession({ chainId: 31337, inboxId, relay, url, challenge, signer })
    const body = JSON.stringify(session)
    const response = await app.request('/sessions', { method: 'POST', body })
    statuses.push(response.status)
    if (response.status === 429)
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect(statuses.slice(0, 12)).toEqual(Array(12).fill(401))
  expect(statuses.slice(12)).toEqual(Array(18).fill(429))
  expect(asked).toBe(12)
})

it('a crowd of strangers keeps out nobody who was here before', async () => {
  const limits = createSessionLimits()
  const over = { name: 'Error', message: 'Too many sessions were asked for' }
  limits.note('inbox', 'friend')
  for (let n = 0; n < 12; n += 1) await limits.take('inbox', `${n}`)
  await expect(limits.take('inbox', 'another')).rejects.toMatchObject(over)
  for (let n = 0; n < 48; n += 1) await limits.take(`inbox ${n}`, 'one')
  await expect(limits.take('yet another', 'one')).rejects.toMatchObject(over)

  for (let n = 0; n < 12; n += 1) await limits.take('inbox', 'friend')
  await expect(limits.take('inbox', 'friend')).rejects.toMatchObject(over)
})
