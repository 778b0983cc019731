import { Hono } from 'hono'
import type { Hex } from 'viem'
import { createClient, custom, defineChain, toFunctionSelector } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect, it } from 'vitest'
import { askNode } from '../../relay/askNode.ts'
import type { Variables } from '../../relay/createApp.ts'
import { createApp } from '../../relay/createApp.ts'
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

/** A relay whose node says of every question the same, or is away. */
function relayOf(answer: boolean | 'away') {
  const asked: Hex[] = []
  const node = custom(
    {
      request({ params }) {
        asked.push((params as [{ data: Hex }])[0].data)
        if (answer === 'away') return Promise.reject(new Error('away'))
        return Promise.resolve(`0x${(answer ? '1' : '0').padStart(64, '0')}`)
      },
    },
    { retryCount: 0 },
  )
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const rpcUrls = { default: { http: [] } }
  const chain = defineChain({ id: 31337, name: 'Test', nativeCurrency, rpcUrls })
  const known = new Set<string>()
  const services = {
    ...{ relay, env: parseEnv(least), isOwnOrigin: () => true },
    client: createClient({ chain, transport: node }),
    challenges: { isGood: () => true, give: () => challenge },
    recipients: {
      isKnown: async (...of: string[]) => known.has(of.join()),
      note: async (...of: string[]) => void known.add(of.join()),
    },
    // Of `openSession`, the only one that is asked.
    sql: async () => [{ ends_at: new Date() }],
    log: { error() {} },
    guard: {},
    api: {},
  }
  return { asked, services: services as never }
}

async function newSession() {
  const signer = await createKey('ed25519')
  return await signSession({ chainId: 31337, inboxId, relay, url, challenge, signer })
}

function post(app: Hono<{ Variables: Variables }>, session: object) {
  return app.request('/sessions', { method: 'POST', body: JSON.stringify(session) })
}

it('openSession lets in who was here before, however many strangers with keys of their own ask', async () => {
  const { asked, services } = relayOf(true)
  const app = new Hono<{ Variables: Variables }>()
  openSessionRoute(app, services)
  const friend = await newSession()
  expect((await post(app, friend)).status).toBe(201)
  const strangers = await Promise.all(Array.from({ length: 60 }, newSession))
  const answers = await Promise.all(strangers.map((session) => post(app, session)))
  const refused = answers.filter(({ status }) => status === 429)
  // How many depends on the seconds that have begun meanwhile.
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers } of refused) expect(headers.get('retry-after')).toBe('1')
  expect(asked).toHaveLength(61 - refused.length)
  expect((await post(app, friend)).status).toBe(201)
  // In another process, on the same database.
  const restarted = new Hono<{ Variables: Variables }>()
  openSessionRoute(restarted, services)
  await Promise.all(strangers.map((session) => post(restarted, session)))
  expect((await post(restarted, friend)).status).toBe(201)
})

it('openSession refuses what the node does not know, and says so where the node is away', async () => {
  const unknown = new Hono<{ Variables: Variables }>()
  openSessionRoute(unknown, relayOf(false).services)
  expect((await post(unknown, await newSession())).status).toBe(401)
  const away = createApp(relayOf('away').services)
  const answer = await post(away, await newSession())
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'not_judged' })
})

it('openSession asks the node nothing where the signature is not good', async () => {
  const { asked, services } = relayOf(true)
  const app = new Hono<{ Variables: Variables }>()
  openSessionRoute(app, services)
  const session = { ...(await newSession()), origin: 'https://another.example' }
  for (let n = 0; n < 20; n += 1) expect((await post(app, session)).status).toBe(401)
  expect(asked).toEqual([])
})

it('askNode asks for a key by its id, and for a wallet, each of the inbox', async () => {
  const { asked, services } = relayOf(true)
  const node = askNode((services as { client: never }).client, inboxId)
  const wallet = privateKeyToAccount(generatePrivateKey()).address
  expect(await node.verifyKey({ kind: 1, publicKey: '0x12', inboxId })).toEqual({
    statusNow: 'active',
  })
  expect(await node.findInboxes({ wallet })).toEqual({ inboxes: [{ inboxId }] })
  expect(asked.map((data) => data.slice(0, 10))).toEqual([
    toFunctionSelector('isActiveKey(bytes32,bytes32)'),
    toFunctionSelector('isWalletOf(bytes32,address)'),
  ])
  for (const data of asked) expect(data).toContain(inboxId.slice(2))
})

it('a key is asked about so many times in a minute, whether it is known or not', async () => {
  const limits = createSessionLimits()
  const over = { name: 'Error', message: 'Too many sessions were asked for' }
  for (let n = 0; n < 12; n += 1) await limits.take('inbox', 'friend', true)
  await expect(limits.take('inbox', 'friend', true)).rejects.toMatchObject(over)
  await limits.take('inbox', 'another', true)
  await limits.take('another', 'friend', false)
})
