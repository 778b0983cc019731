import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { parseEnv } from '../../relay/env.ts'
import { remembered } from '../../relay/remembered.ts'
import { createGetInfo } from '../../relay/routes/getInfo.ts'
import { least } from './support/leastEnv.ts'

it('getInfo asks the API once, however many ask at once and right after', async () => {
  let asked = 0
  const api = {
    async getRelay() {
      asked += 1
      await Promise.resolve()
      return {
        prices: [{ token: '0x12', amount: '5', at: 1 }],
        relay: { signer: '0x34', active: true },
      }
    },
  }
  const relay = '0x00000000000000000000000000000000000000aa'
  const app = new Hono()
  app.get('/', createGetInfo({ api: api as never, env: parseEnv(least), relay }))
  const answers = await Promise.all(Array.from({ length: 100 }, () => app.request('/')))
  answers.push(await app.request('/'))
  for (const answer of answers)
    expect(await answer.json()).toMatchObject({ relay, prices: [{ token: '0x12', amount: '5' }] })
  expect(asked).toBe(1)
})

it('remembered asks again when its time is over, also after a fault', async () => {
  let asked = 0
  const ask = remembered(() => {
    asked += 1
    return asked === 1 ? Promise.reject(new Error('away')) : Promise.resolve(asked)
  }, 50)
  await expect(ask()).rejects.toThrow('away')
  await expect(ask()).rejects.toThrow('away')
  expect(asked).toBe(1)
  await expect.poll(() => ask().catch(() => undefined)).toBe(2)
})
