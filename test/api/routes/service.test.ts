import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../api/app.ts'
import { createMetrics } from '../../../api/metrics.ts'
import { problemCodes } from '../../../protocol/problems.ts'
import { chainsResponse, readinessResponse } from '../../../protocol/wire/chains.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

let world: World
let first: WorldChain
let second: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  world.clock.now = genesisTime * 1000 + 60_000
  for (const { fake } of world.chains) fake.isDown = false
  await Promise.all(world.chains.map(({ index }) => index()))
})
afterAll(() => world.stop())

const fit = { isFit: true, code: null, detail: null, lagBlocks: 0 }

/** Makes a chain unfit: its node falls silent for six seconds while that of the other does not. */
async function silence(...chains: WorldChain[]): Promise<void> {
  for (const { fake } of chains) fake.isDown = true
  world.clock.now += 6_000
  await Promise.all(world.chains.map(({ index }) => index()))
}

const stale = {
  isFit: false,
  code: 'index_stale',
  detail: 'The index is not up to date with the chain: its node was last reached 6000 ms ago.',
}

describe('getRoot', () => {
  it('points to the documentation', async () => {
    const response = await world.app.request('/')
    expect(await response.json()).toEqual({
      name: 'Pennypost',
      docs: '/docs',
      openapi: '/openapi.json',
      chains: ['eip155:31337', 'eip155:31338'],
    })
  })
})

describe('getHealth', () => {
  it('is alive whatever becomes of the chains', async () => {
    await silence(first, second)
    const response = await world.app.request('/healthz')
    expect([response.status, await response.json()]).toEqual([200, { status: 'alive' }])
  })
})

describe('getChains', () => {
  it('tells of every chain', async () => {
    first.fake.tags = { safe: 9, finalized: 8 }
    first.fake.mine()
    await first.index()
    first.fake.mine(2)
    await first.chain.freshness.poll()
    const { chains } = await ask(world.app, '/v1/chains', chainsResponse)
    const { number } = first.fake.head
    expect(chains[0]).toEqual({
      chain: 'eip155:31337',
      network: 'test31337',
      contracts: {
        InboxRegistry: contract('0xaAaAaAaaAaAaAaaAaAAAAAAAAaaaAaAaAaaAaaAa', '1', 'a'),
        RelayRegistry: contract('0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB', '2', 'b'),
        PostOffice: contract('0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC', '3', 'c'),
      },
      indexedBlock: String(number - 2),
      headBlock: String(number),
      safeBlock: '9',
      finalizedBlock: '8',
      ...fit,
      lagBlocks: 2,
    })
    expect(chains[1]).toMatchObject({ chain: 'eip155:31338', ...fit })
  })

  it('tells which is unfit, and why', async () => {
    await silence(first)
    const { chains } = await ask(world.app, '/v1/chains', chainsResponse)
    expect(chains).toMatchObject([stale, fit])
  })

  it('tells of a chain whose node and index were never reached', async () => {
    const { chain } = first
    const freshness = {
      ...chain.freshness,
      status: () => ({ problem: { code: 'index_stale', because: 'x' } }),
    }
    const chains = new Map([[chain.caip2, { ...chain, freshness } as typeof chain]])
    const app = createApp({ ...world.services, chains })
    const { chains: told } = await ask(app, '/v1/chains', chainsResponse)
    expect(told).toMatchObject([
      {
        indexedBlock: null,
        headBlock: null,
        safeBlock: null,
        finalizedBlock: null,
        lagBlocks: null,
      },
    ])
  })
})

describe('getReadiness', () => {
  it('is ready while all chains are fit', async () => {
    const { chains } = await ask(world.app, '/readyz', readinessResponse)
    expect(chains).toEqual([
      { chain: 'eip155:31337', ...fit },
      { chain: 'eip155:31338', ...fit },
    ])
  })

  it('is ready while any chain is fit; asked for one, while that is', async () => {
    await silence(first)
    const { chains } = await ask(world.app, '/readyz', readinessResponse)
    expect(chains).toMatchObject([stale, fit])
    await ask(world.app, '/readyz?chain=eip155:31338', readinessResponse)
    const problem = await askProblem(world.app, '/readyz?chain=eip155:31337', 'not_ready')
    expect(problem.detail).toBe('Not ready: eip155:31337 has index_stale.')
    expect(problem.chains).toMatchObject([{ chain: 'eip155:31337', ...stale }])
  })

  it('is not ready when none is fit', async () => {
    await silence(first, second)
    const problem = await askProblem(world.app, '/readyz', 'not_ready')
    expect(problem.detail).toBe(
      'Not ready: eip155:31337 has index_stale, eip155:31338 has index_stale.',
    )
    expect(problem.chains).toMatchObject([stale, stale])
  })

  it('is not ready while the process shuts down', async () => {
    const app = createApp({ ...world.services, isShuttingDown: () => true })
    const problem = await askProblem(app, '/readyz', 'not_ready')
    expect(problem.detail).toBe('Not ready: the process is shutting down.')
    expect(problem.chains).toMatchObject([fit, fit])
  })
})

describe('getMetrics', () => {
  it('measures requests by the pattern of their route, and chains as they are', async () => {
    const app = createApp({ ...world.services, metrics: createMetrics() })
    const id = `0x${'12'.repeat(32)}`
    await app.request(`/v1/inboxes/${id}?chain=eip155:31337`)
    await app.request('/no/such/path')
    second.fake.mine(3)
    await second.chain.freshness.poll()
    await silence(first)
    const response = await app.request('/metrics')
    const text = await response.text()
    const lines = text.split('\n')
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(lines).toContain(
      'pennypost_http_request_duration_seconds_count{method="GET",route="/v1/inboxes/:inboxId",status="404"} 1',
    )
    expect(lines).toContain('pennypost_problems_total{code="inbox_not_found"} 1')
    expect(lines).toContain('pennypost_problems_total{code="not_found"} 1')
    expect(lines).toContain('pennypost_chain_fit{chain="eip155:31337",code="index_stale"} 0')
    expect(lines).toContain('pennypost_chain_fit{chain="eip155:31338",code="none"} 1')
    expect(lines).toContain('pennypost_node_last_reached_seconds{chain="eip155:31337"} 6')
    const { number } = second.fake.head
    expect(lines).toContain(`pennypost_head_block{chain="eip155:31338"} ${number}`)
    expect(lines).toContain(`pennypost_indexed_block{chain="eip155:31338"} ${number}`)
    expect(lines).toContain('pennypost_index_lag_blocks{chain="eip155:31338"} 0')
    expect(text).not.toContain(id)
    expect(text).not.toContain('/no/such')
  })
})

describe('getDocs', () => {
  it('serves a page that loads nothing from another host', async () => {
    const response = await world.app.request('/docs')
    const page = await response.text()
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(page).not.toMatch(/https?:\/\//)
    const csp = response.headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("script-src 'self';")
    expect(csp).not.toMatch(/https?:|unsafe-eval|\*/)
    for (const [, source] of page.matchAll(/<script src="([^"]+)"/g)) {
      const script = await world.app.request(source as string)
      expect([source, script.status]).toEqual([source, 200])
      expect(script.headers.get('content-type')).toContain('text/javascript')
    }
  })

  it('serves the bundle compressed, and not again to who has it', async () => {
    const gzipped = await world.app.request('/docs/scalar.js', {
      headers: { 'accept-encoding': 'br, gzip' },
    })
    const plain = await world.app.request('/docs/scalar.js')
    expect(gzipped.headers.get('content-encoding')).toBe('gzip')
    const unpacked = new Response(
      gzipped.body?.pipeThrough(new DecompressionStream('gzip') as never),
    )
    expect(Buffer.from(await unpacked.arrayBuffer())).toEqual(
      Buffer.from(await plain.arrayBuffer()),
    )
    const etag = plain.headers.get('etag') as string
    const again = await world.app.request('/docs/scalar.js', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })
})

describe('getProblemDocs', () => {
  it('explains every problem at its anchor', async () => {
    const response = await world.app.request('/docs/problems')
    const page = await response.text()
    for (const code of problemCodes) expect(page).toContain(`<section id="${code}">`)
    expect(page).not.toContain('`')
  })
})

describe('an operation without fields', () => {
  it.each(['/', '/healthz', '/v1/chains', '/metrics', '/openapi.json', '/docs', '/docs/problems'])(
    'refuses any at %s',
    async (path) => {
      const problem = await askProblem(world.app, `${path}?chian=x`, 'invalid_request')
      expect(problem.errors).toEqual([
        { in: 'query', pointer: '/chian', detail: 'is not a field of this request' },
      ])
    },
  )
})

function contract(address: string, block: string, digit: string) {
  return { address, block, transaction: `0x${digit.repeat(64)}` }
}
