import type { Address, Hex } from 'viem'
import { encodeAbiParameters, toFunctionSelector, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Reply } from '../../../api/freshness/node.ts'
import { openStore } from '../../../api/store.ts'
import type { Tokens } from '../../../api/tokens/tokens.ts'
import { createTokens } from '../../../api/tokens/tokens.ts'
import { freePort } from '../../../scripts/stack/ports.ts'
import { address } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
createTokens
├── native → its configured symbol, else ETH; 18
├── get → what is known at once; begins to read what is not
├── load → waits for the node; again only after a week, or ten minutes where the token says nothing
│   ├── keeps what it read for processes to come
│   └── asks for each chain by itself, though tokens have one address
├── the node does not answer → nothing, and nobody asks for ten seconds; what was known stays
├── the node never answers → nothing, after 1.5 s
├── the store is down → the node alone
└── many tokens → in batches, no more than 64 at once
*/

const week = 7 * 86_400_000

let world: World
let first: WorldChain
let second: WorldChain
let asked: Call[]
/** Another in every test: what one has read is kept behind its back. */
let token: Address
let tests = 0

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  await world.services.store.query('truncate api.token')
  asked = []
  token = address(`token of test ${++tests}`)
  for (const { fake } of world.chains) {
    fake.isDown = false
    fake.reply = answer('USDC', 6)
  }
})
afterAll(() => world.stop())

const open = (store = world.services.store): Tokens =>
  createTokens({
    nodes: new Map(world.chains.map(({ id, fake }) => [id, fake.node])),
    store,
    nativeSymbols: new Map([[31338, 'POL']]),
    now: () => world.clock.now,
  })
const usdc = { symbol: 'USDC', decimals: 6 }

describe('createTokens', () => {
  it('knows the native tokens without asking', async () => {
    const tokens = open()
    await tokens.load(31337, [zeroAddress])
    expect(tokens.get(31337, zeroAddress)).toEqual({ symbol: 'ETH', decimals: 18 })
    expect(tokens.get(31338, zeroAddress)).toEqual({ symbol: 'POL', decimals: 18 })
    expect(asked).toEqual([])
  })

  it('tells nothing at once of what it has not read, and begins to read it', async () => {
    const tokens = open()
    expect(tokens.get(31337, token)).toBeUndefined()
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
    expect(asked).toHaveLength(2)
  })

  it('asks with little gas, at the newest block, once for all who wait', async () => {
    const tokens = open()
    await Promise.all([1, 2, 3].map(() => tokens.load(31337, [token, token])))
    expect(asked.map(({ params }) => params)).toEqual(
      ['symbol()', 'decimals()'].map((name) => [
        { to: token, data: toFunctionSelector(name), gas: toHex(250_000) },
        'latest',
      ]),
    )
  })

  it('keeps what it read for processes to come', async () => {
    await open().load(31337, [token])
    await untilKept(31337)
    for (const { fake } of world.chains) fake.isDown = true
    const later = open()
    await later.load(31337, [token])
    expect(later.get(31337, token)).toEqual(usdc)
    expect(asked).toHaveLength(2)
  })

  it('keeps the chains apart', async () => {
    second.fake.reply = answer('OTHER', 0)
    const tokens = open()
    await Promise.all([tokens.load(31337, [token]), tokens.load(31338, [token])])
    expect(tokens.get(31337, token)).toEqual(usdc)
    expect(tokens.get(31338, token)).toEqual({ symbol: 'OTHER', decimals: 0 })
    await tokens.load(5, [token])
    expect(tokens.get(5, token)).toBeUndefined()
  })

  it('asks again after a week, and has the old answer meanwhile', async () => {
    const tokens = open()
    await tokens.load(31337, [token])
    await untilKept(31337)
    world.clock.now += week - 1_000
    first.fake.reply = answer('NEW', 8)
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
    world.clock.now += 1_000
    expect(tokens.get(31337, token)).toEqual(usdc)
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual({ symbol: 'NEW', decimals: 8 })
  })

  it.each([
    ['reverts', (): Reply => ({ error: { code: 3, message: 'execution reverted' } })],
    ['has no code', (): Reply => ({ result: '0x' })],
    ['lies', (): Reply => ({ result: `0x${'ff'.repeat(64)}` })],
    ['is a stranger’s text', (): Reply => ({ result: 'x'.repeat(100_000) })],
  ])('says nothing of a token that %s, and asks again after ten minutes', async (_, reply) => {
    first.fake.reply = (call) => {
      asked.push(call)
      return reply()
    }
    const tokens = open()
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual({})
    world.clock.now += 599_000
    await tokens.load(31337, [token])
    expect(asked).toHaveLength(2)
    world.clock.now += 2_000
    first.fake.reply = answer('USDC', 6)
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
  })

  it('has the one without the other', async () => {
    first.fake.reply = answer(undefined, 6)
    const tokens = open()
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual({ decimals: 6 })
  })

  it('asks a node that does not answer once in ten seconds', async () => {
    first.fake.isDown = true
    const tokens = open()
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual({})
    first.fake.isDown = false
    await tokens.load(31337, [token])
    expect(asked).toEqual([])
    world.clock.now += 10_000
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
  })

  it('has what it knew while the node does not answer', async () => {
    const tokens = open()
    await tokens.load(31337, [token])
    await untilKept(31337)
    world.clock.now += week
    first.fake.isDown = true
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
  })

  it('takes what a node leaves out for no answer, and does not keep it', async () => {
    first.fake.reply = () => ({})
    const tokens = open()
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual({})
    const kept = 'select from api.token where token = $1'
    expect(await world.services.store.query(kept, [token])).toEqual([])
  })

  it('waits 1.5 s for a node that says nothing, and no longer', async () => {
    const silent = { ...first.fake.node, request: () => new Promise<never>(() => {}) }
    const tokens = createTokens({
      nodes: new Map([[31337, silent]]),
      store: world.services.store,
      now: () => world.clock.now,
    })
    const start = performance.now()
    await tokens.load(31337, [token])
    expect(performance.now() - start).toBeGreaterThan(1_400)
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(tokens.get(31337, token)).toBeUndefined()
  })

  it('does without a store', async () => {
    const down = openStore({ url: `postgres://nobody@127.0.0.1:${await freePort()}/none` })
    const tokens = open(down)
    await tokens.load(31337, [token])
    expect(tokens.get(31337, token)).toEqual(usdc)
    await down.close()
  })

  it('asks about many in batches, about 64 at once, and about the rest when it is asked again', async () => {
    const many = Array.from({ length: 100 }, (_, i) => address(`token ${i}`))
    const tokens = open()
    await tokens.load(31337, many)
    expect(asked).toHaveLength(128)
    await tokens.load(31337, many)
    expect(asked).toHaveLength(200)
    expect(many.map((one) => tokens.get(31337, one))).toEqual(many.map(() => usdc))
  })
})

/** What a token says that is called so. */
function answer(symbol: string | undefined, decimals: number): (call: Call) => Reply {
  return (call) => {
    asked.push(call)
    const { data } = call.params[0] as { to: Address; data: Hex }
    if (data === toFunctionSelector('decimals()')) return { result: toHex(decimals, { size: 32 }) }
    if (symbol === undefined) return { error: { code: 3 } }
    return { result: encodeAbiParameters([{ type: 'string' }], [symbol]) }
  }
}

async function untilKept(chainId: number): Promise<void> {
  await expect
    .poll(() =>
      world.services.store.query('select from api.token where chain_id = $1 and token = $2', [
        chainId,
        token,
      ]),
    )
    .toHaveLength(1)
}
