import type { Address } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { relayResponse, relaysResponse } from '../../../protocol/wire/relay.ts'
import { ask, askProblem } from '../ask.ts'
import { walk } from '../pages.ts'
import type { Scene } from '../verifyScene.ts'
import { address, bytes32, head, native, relay, startScene, timeOf } from '../verifyScene.ts'

/*
listRelays
├── by address, with what each asks in the tokens that it accepts, page by page while others register
├── active → those only; token → those in service that accept it, with that price
├── out of service → no prices
└── whatever text an endpoint is
getRelay
├── given none → relay_not_found
├── prices page by page
└── counts of the stamps that name it
*/

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const path = (query = '') => `/v1/relays?chain=eip155:31337${query}`
const list = async (query?: string) =>
  (await ask(scene.world.app, path(query), relaysResponse)).relays
const one = (query = '') => `/v1/relays/${relay}?chain=eip155:31337${query}`

const whole = {
  relay: getAddress(relay),
  signer: getAddress(relay),
  endpoint: 'https://relay.example',
  active: true,
  activeSinceBlock: '10',
  activeSinceTime: timeOf(10),
  registeredBlock: '4',
  registeredAt: timeOf(4),
}
const price = { token: native, amount: '10', sinceBlock: '10', sinceTime: timeOf(10) }

describe('listRelays', () => {
  it('lists none', async () => {
    expect(await list()).toEqual([])
  })

  it('lists a relay with its prices', async () => {
    await scene.price()
    await setPrice(relay, address('free'), { amount: 0n })
    await setPrice(relay, address('unaccepted'), { accepted: false })
    const free = { token: getAddress(address('free')), amount: '0' }
    expect(await list()).toEqual([{ ...whole, prices: [price, expect.objectContaining(free)] }])
  })

  it('has no prices of a relay out of service', async () => {
    await scene.price({ active: false })
    expect(await list()).toEqual([{ ...whole, active: false, prices: [] }])
  })

  it.each([1, 2, 7, 30, 200])('lists all in pages of %i, while others register', async (limit) => {
    const names = Array.from({ length: 30 }, (_, i) => address(`relay ${i}`))
    await register(...names)
    let late = 0
    const pages = await walk(scene.world.app, path(`&limit=${limit}`), relaysResponse, () =>
      register(`0x${String(++late).padStart(40, '0')}` as Address),
    )
    const found = pages.flatMap(({ relays }) => relays.map((listed) => listed.relay))
    expect(found).toEqual(names.toSorted().map((name) => getAddress(name)))
  })

  it('lists those in service, and those that are not', async () => {
    await register(address('a'), address('b'), address('c'))
    await scene.chain.tables.run(`update relay set active = false where relay = '${address('b')}'`)
    expect((await list('&active=true')).map((listed) => listed.active)).toEqual([true, true])
    expect((await list('&active=false')).map((listed) => listed.relay)).toEqual([
      getAddress(address('b')),
    ])
  })

  it('lists those that accept a token now, with that price alone', async () => {
    const [accepting, refusing, resting, other] = ['a', 'b', 'c', 'd'].map((name) => address(name))
    await register(accepting as Address, refusing as Address, resting as Address, other as Address)
    await scene.chain.tables.run(`update relay set active = false where relay = '${resting}'`)
    const token = address('token')
    await setPrice(accepting as Address, token, { amount: 7n })
    await setPrice(accepting as Address, native)
    await setPrice(refusing as Address, token, { accepted: false })
    await setPrice(resting as Address, token)
    await setPrice(other as Address, native)
    const found = await list(`&token=${getAddress(token)}`)
    expect(found.map((listed) => [listed.relay, listed.prices])).toEqual([
      [getAddress(accepting as Address), [expect.objectContaining({ amount: '7' })]],
    ])
    expect(await list(`&token=${token}&active=false`)).toEqual([])
  })

  it('finds one of a token behind thousands of others', async () => {
    await register(address('any'))
    await scene.chain.tables.run(`
      insert into relay select (r).* from (
        select jsonb_populate_record(known, jsonb_build_object('relay', '0x' || lpad(to_hex(i), 40, '0'))) as r
        from relay known, generate_series(1, 2500) i
      ) copies`)
    const last = `0x${'f'.repeat(40)}` as const
    await register(last)
    await setPrice(last, native)
    const pages = await walk(scene.world.app, path(`&token=${native}`), relaysResponse)
    expect(pages.flatMap(({ relays }) => relays.map((listed) => listed.relay))).toEqual([
      getAddress(last),
    ])
    expect(pages).toHaveLength(3)
  })

  it('is not held up by a relay with thousands of tokens, and lists 20 of them', async () => {
    await scene.price()
    await scene.chain.tables.run(`
      insert into carriage select (c).* from (
        select jsonb_populate_record(carriage, jsonb_build_object('token', '0x' || lpad(to_hex(i), 40, '0'))) as c
        from carriage, generate_series(1, 5000) i
      ) copies`)
    const [listed] = await list()
    expect(listed?.prices).toHaveLength(20)
    expect(listed?.prices[0]?.token).toBe(native)
  })

  it.each(['', '\u202E//evil', '<script>alert(1)</script>', '\uFFFD\n"\\', 'x'.repeat(256)])(
    'lists the endpoint %j as it is',
    async (endpoint) => {
      await scene.price()
      await scene.chain.tables.run(`update relay set endpoint = ${quoted(endpoint)}`)
      expect((await list())[0]?.endpoint).toBe(endpoint)
    },
  )

  it.each([
    ['&active=1', '/active'],
    ['&active=', '/active'],
    ['&token=x', '/token'],
    ['&limit=201', '/limit'],
    ['&cursor=x', '/cursor'],
    ['&signer=x', '/signer'],
  ])('refuses %s', async (query, pointer) => {
    const problem = await askProblem(scene.world.app, path(query), 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })

  it('refuses the cursor of another filter, or of a relay', async () => {
    await register(address('a'), address('b'))
    const { nextCursor } = await ask(scene.world.app, path('&limit=1'), relaysResponse)
    for (const other of [path('&active=true'), path(`&token=${native}`), one()]) {
      await askProblem(scene.world.app, `${other}&cursor=${nextCursor}`, 'invalid_request')
    }
  })
})

describe('getRelay', () => {
  it('does not find what the chain does not have, a signer neither', async () => {
    await register(address('another'))
    const problem = await askProblem(scene.world.app, one(), 'relay_not_found')
    expect(problem.detail).toContain(
      `No relay ${getAddress(relay)} on eip155:31337 up to block ${head}`,
    )
  })

  it('reads a relay', async () => {
    await scene.price()
    const { asOf, ...rest } = await ask(scene.world.app, one(), relayResponse)
    expect(asOf.blockNumber).toBe(String(head))
    expect(rest).toEqual({
      relay: whole,
      prices: [price],
      counts: { stamps: { open: 0, admitted: 0, collected: 0, returned: 0, expired: 0 } },
    })
  })

  it('has its prices page by page, and none out of service', async () => {
    await scene.price()
    const tokens = Array.from({ length: 9 }, (_, i) => address(`token ${i}`))
    for (const token of tokens) await setPrice(relay, token)
    await setPrice(relay, address('unaccepted'), { accepted: false })
    const pages = await walk(scene.world.app, one('&limit=4'), relayResponse)
    expect(pages.map(({ prices }) => prices.length)).toEqual([4, 4, 2])
    expect(pages.flatMap(({ prices }) => prices.map(({ token }) => token))).toEqual(
      [native, ...tokens.toSorted()].map((token) => getAddress(token)),
    )
    await scene.chain.tables.run('update relay set active = false')
    const resting = await ask(scene.world.app, one('&limit=4'), relayResponse)
    expect([resting.prices, resting.nextCursor]).toEqual([[], undefined])
  })

  it('counts the stamps that name it', async () => {
    await scene.price()
    const statuses = ['open', 'open', 'admitted', 'collected', 'returned', 'expired'] as const
    await scene.stamps(
      ...statuses.map((status, i) => ({ status, stampId: bytes32(`stamp ${i}`) })),
      { relay: address('another'), stampId: bytes32('not its own') },
    )
    const { counts } = await ask(scene.world.app, one(), relayResponse)
    expect(counts.stamps).toEqual({ open: 2, admitted: 1, collected: 1, returned: 1, expired: 1 })
  })
})

function register(...names: Address[]): Promise<void> {
  return scene.chain.tables.insert(
    schema.relay,
    ...names.map((name) => ({
      chainId: scene.chain.id,
      relay: name,
      signer: relay,
      endpoint: 'https://relay.example',
      active: true,
      sinceBlock: 10,
      sinceTime: timeOf(10),
      registeredBlock: 4,
      registeredAt: timeOf(4),
      activeTimeline: [],
    })),
  )
}

function setPrice(
  of: Address,
  token: Address,
  row: Partial<typeof schema.carriage.$inferInsert> = {},
): Promise<void> {
  return scene.chain.tables.insert(schema.carriage, {
    chainId: scene.chain.id,
    relay: of,
    token,
    amount: 10n,
    accepted: true,
    sinceBlock: 10,
    sinceTime: timeOf(10),
    priceTimeline: [],
    ...row,
  })
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
