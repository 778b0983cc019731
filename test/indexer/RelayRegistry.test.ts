import type { Hex } from 'viem'
import { concat, encodeAbiParameters, toFunctionSelector, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from './support/call.ts'
import { call } from './support/call.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import type { Account } from './support/localClient.ts'
import { lower } from './support/lower.ts'
import type { Sent } from './support/sent.ts'

let chain: IndexedChain
let registry: IndexedChain['contracts']['relayRegistry']

const URL = 'https://relay.example'

beforeAll(async () => {
  chain = await startIndexedChain()
  registry = chain.contracts.relayRegistry
})
afterAll(() => chain?.stop())

describe('RelayRegistered', () => {
  it('lists an active relay', async () => {
    const [operator, signer] = [await chain.account(), await chain.account()]
    const sent = await chain.send(call(operator, registry, 'register', [signer.address, URL]))
    const relay = lower(operator.address)
    const entry = { relay, signer: lower(signer.address), endpoint: URL, active: true }
    expect(await chain.rows('relay', { relay })).toEqual([
      {
        chainId: chain.chainId,
        ...entry,
        sinceBlock: sent.blockNumber,
        sinceTime: sent.timestamp,
        registeredBlock: sent.blockNumber,
        registeredAt: sent.timestamp,
        activeTimeline: [[sent.timestamp, true]],
      },
    ])
    expect(await chain.rows('relay_change', { relay })).toEqual([
      { ...sent.place('RelayRegistered'), ...entry },
    ])
  })

  it.each([
    ['NUL', '0x00610062', '\uFFFDa\uFFFDb'],
    ['bytes that are no UTF-8', '0xff61c328', '\uFFFDa\uFFFD('],
    ['a lone surrogate', '0xeda080', '\uFFFD\uFFFD\uFFFD'],
    ['256 bytes of NUL', `0x${'00'.repeat(256)}`, '\uFFFD'.repeat(256)],
    ['256 bytes of 0xff', `0x${'ff'.repeat(256)}`, '\uFFFD'.repeat(256)],
    ['64 letters of four bytes', toHex('\u{1F4EE}'.repeat(64)), '\u{1F4EE}'.repeat(64)],
    ['quotes and backslashes', toHex(`';--"\\\n`), `';--"\\\n`],
  ] as const)('survives an endpoint of %s', async (_what, bytes, stored) => {
    const operator = await chain.account()
    const relay = lower(operator.address)
    await chain.send(registerWith(operator, bytes))
    const sent = await chain.send(setEndpointTo(operator, bytes))
    const [row] = await chain.rows('relay', { relay })
    expect(row?.endpoint).toBe(stored)
    expect((await chain.rows('relay_change', { relay })).at(-1)).toEqual({
      ...sent.place('RelayEndpointSet'),
      relay,
      signer: null,
      endpoint: stored,
      active: null,
    })
  })
})

describe('RelaySignerSet', () => {
  it('changes the signer and nothing else', async () => {
    const [operator, signer] = [await chain.account(), await chain.account()]
    const relay = await register(operator)
    const [before] = await chain.rows('relay', { relay })
    const sent = await chain.send(call(operator, registry, 'setSigner', [signer.address]))
    expect(await chain.rows('relay', { relay })).toEqual([
      { ...before, signer: lower(signer.address) },
    ])
    expect((await chain.rows('relay_change', { relay })).at(-1)).toEqual({
      ...sent.place('RelaySignerSet'),
      relay,
      signer: lower(signer.address),
      endpoint: null,
      active: null,
    })
  })
})

describe('RelayActiveSet', () => {
  it('moves since only where it changes something, but is always kept', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const away = await chain.send(call(operator, registry, 'setActive', [false]))
    const again = await chain.send(call(operator, registry, 'setActive', [false]))
    const [row] = await chain.rows('relay', { relay })
    expect(row).toMatchObject({
      active: false,
      sinceBlock: away.blockNumber,
      sinceTime: away.timestamp,
    })
    const change = { relay, signer: null, endpoint: null, active: false }
    expect((await chain.rows('relay_change', { relay })).slice(1)).toEqual([
      { ...away.place('RelayActiveSet'), ...change },
      { ...again.place('RelayActiveSet'), ...change },
    ])
  })

  it('keeps 600 seconds of what was before', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const start = (await chain.rows('relay', { relay })).at(0)?.registeredAt as number
    await chain.send(call(operator, registry, 'setActive', [false]), start + 600)
    const [inReach] = await chain.rows('relay', { relay })
    expect(inReach?.activeTimeline).toEqual([
      [start, true],
      [start + 600, false],
    ])
    await chain.send(call(operator, registry, 'setActive', [true]), start + 1_200)
    await chain.send(call(operator, registry, 'setActive', [false]), start + 1_201)
    const [later] = await chain.rows('relay', { relay })
    expect(later?.activeTimeline).toEqual([
      [start + 600, false],
      [start + 1_200, true],
      [start + 1_201, false],
    ])
  })
})

describe('RelayCarriageSet', () => {
  it('is in force from then on (the last one of a relay and token)', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const most = 2n ** 96n - 1n
    const first = await chain.send(carriage(operator, 5n, true))
    const second = await chain.send(carriage(operator, most, true), first.timestamp + 10)
    expect(await chain.rows('carriage', { relay })).toEqual([
      {
        chainId: chain.chainId,
        relay,
        token: zeroAddress,
        amount: most,
        accepted: true,
        sinceBlock: second.blockNumber,
        sinceTime: second.timestamp,
        priceTimeline: [
          [first.timestamp, '5'],
          [second.timestamp, `${most}`],
        ],
      },
    ])
    expect(await chain.rows('carriage_change', { relay })).toEqual([
      carriageChange(relay, first, 0, 5n, true),
      carriageChange(relay, second, 0, most, true),
    ])
  })

  it('moves since only where it changes something, but is always kept', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const nothing = await chain.send(carriage(operator, 0n, false))
    expect(await chain.rows('carriage', { relay })).toEqual([])
    const first = await chain.send(carriage(operator, 5n, true))
    const again = await chain.send(carriage(operator, 5n, true))
    const [row] = await chain.rows('carriage', { relay })
    expect(row).toMatchObject({
      sinceBlock: first.blockNumber,
      priceTimeline: [[first.timestamp, '5']],
    })
    expect(await chain.rows('carriage_change', { relay })).toEqual([
      carriageChange(relay, nothing, 0, 0n, false),
      carriageChange(relay, first, 0, 5n, true),
      carriageChange(relay, again, 0, 5n, true),
    ])
  })

  it('keeps the lowest and the last price of one second', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const prices = [7n, 3n, 4n, 9n].map((amount) => carriage(operator, amount, true).data)
    const sent = await chain.send(call(operator, registry, 'multicall', [prices]))
    const [row] = await chain.rows('carriage', { relay })
    expect(row?.priceTimeline).toEqual([
      [sent.timestamp, '3'],
      [sent.timestamp, '9'],
    ])
    expect(await chain.rows('carriage_change', { relay })).toEqual([
      carriageChange(relay, sent, 0, 7n, true),
      carriageChange(relay, sent, 1, 3n, true),
      carriageChange(relay, sent, 2, 4n, true),
      carriageChange(relay, sent, 3, 9n, true),
    ])
  })

  it('no longer accepted has no price, whatever amount it names', async () => {
    const operator = await chain.account()
    const relay = await register(operator)
    const first = await chain.send(carriage(operator, 5n, true))
    const second = await chain.send(carriage(operator, 5n, false))
    const [row] = await chain.rows('carriage', { relay })
    expect(row).toMatchObject({
      amount: 5n,
      accepted: false,
      sinceBlock: second.blockNumber,
      priceTimeline: [
        [first.timestamp, '5'],
        [second.timestamp, null],
      ],
    })
  })
})

async function register(operator: Account): Promise<Hex> {
  await chain.send(call(operator, registry, 'register', [operator.address, URL]))
  return lower(operator.address)
}

function carriage(operator: Account, amount: bigint, accepted: boolean) {
  return call(operator, registry, 'setCarriage', [zeroAddress, amount, accepted])
}

function carriageChange(relay: Hex, sent: Sent, n: number, amount: bigint, accepted: boolean) {
  return { ...sent.place('RelayCarriageSet', n), relay, token: zeroAddress, amount, accepted }
}

function registerWith(operator: Account, endpoint: Hex) {
  const types = [{ type: 'address' }, { type: 'bytes' }] as const
  return raw(
    operator,
    'register(address,string)',
    encodeAbiParameters(types, [operator.address, endpoint]),
  )
}

function setEndpointTo(operator: Account, endpoint: Hex) {
  return raw(operator, 'setEndpoint(string)', encodeAbiParameters([{ type: 'bytes' }], [endpoint]))
}

/** A call with bytes where the function takes text: viem would only write what is text. */
function raw(from: Account, signature: string, parameters: Hex): Call {
  const data = concat([toFunctionSelector(signature), parameters])
  return { from, to: registry.address, data, value: 0n }
}
